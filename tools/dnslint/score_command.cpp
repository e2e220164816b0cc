// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/profile/profile.hpp"
#include "core/report/report_file.hpp"
#include "core/report/report_text.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/rehearsal_runs.hpp"
#include "tools/dnslint/scan_signals.hpp"
#include "tools/dnslint/score_output.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using report::reported_domain;

constexpr command_usage score_usage{
   option_group::questions | option_group::selection | option_group::what_if | option_group::format,
   "Usage: dnslint score --what-if REPORT|DOMAIN [DOMAIN...] [OPTIONS]\n\n"
   "Says of each domain which checks must pass for the next grade: in as few controls as can be,\n"
   "and then the lightest. Of a JSON or JSONL report the score that follows is an estimate, by "
   "the\n"
   "profile that the report was scored by. A domain is audited, and again as if the records of "
   "the\n"
   "steps were published.\n",
   "\n"
   "Exit status: 0 done; 2 wrong usage or configuration; 3 some domains could not be audited;\n"
   "4 stopped early.\n"};

// The digest says by what a report was scored; with other weights no step would be exact.
base::diagnostics other_ruler(reported_domain const& d, profile::profile const& ruler)
{
   return {base::error(
      fmt::format("{} was not scored by the profile '{}'", d.record.domain, ruler.name),
      "name the profile of that scan with --profile")};
}

bool is_wanted(reported_domain const& d, std::vector<std::string> const& domains)
{
   return domains.empty() || std::ranges::any_of(domains, [&](std::string const& wanted) {
             return base::lower(wanted) == d.record.domain ||
                    base::lower(wanted) == base::lower(d.record.input);
          });
}

void print(options const& o, told_way const& told)
{
   o.output.format == "json" ? print_way_json(told) : print_way_text(told);
}

// Tells each wanted domain of a report; `seen` gets the names of all.
base::diagnostics tell_report(
   options const& o,
   profile::profile const& ruler,
   std::string_view text,
   std::vector<std::string>& seen)
{
   auto const weights = profile::weights_of(ruler);
   base::diagnostics errors;
   auto const run = report::read_report(o.what_if, text, [&](reported_domain const& d) {
      seen.push_back(d.record.domain);
      seen.push_back(base::lower(d.record.input));
      if (!is_wanted(d, o.arguments))
         return true;
      auto const checks = report::scored_checks(d);
      if (score::digest(checks, weights) != d.record.scored.digest) {
         errors = other_ruler(d, ruler);
         return false;
      }
      print(o, {&d, score::cheapest_improvement(checks, weights), std::nullopt, true});
      return true;
   });
   return run ? errors : run.errors();
}

int score_of_report(options const& o, profile::profile const& ruler)
{
   auto const text = report::read_report_text(o.what_if);
   if (!text)
      return wrong_usage(text.errors());
   tell(text->warnings);
   std::vector<std::string> seen;
   if (auto const errors = tell_report(o, ruler, text->text, seen); !errors.empty())
      return wrong_usage(errors);
   for (auto const& wanted : o.arguments)
      if (std::ranges::find(seen, base::lower(wanted)) == seen.end())
         return wrong_usage({base::error_in(
            o.what_if, fmt::format("has no domain '{}'", wanted), base::suggestion(wanted, seen))});
   return done;
}

// A domain that was audited for this. The way borrows texts of the domain.
struct audited_way {
   reported_domain domain;
   std::vector<score::scored_check> checks;
   std::optional<score::improvement> way;
   tried_edits tried;
};

bool is_step(score::improvement const& way, std::string const& check)
{
   return std::ranges::any_of(way.steps, [&](score::improvement_step const& step) {
      return std::ranges::find(step.checks, check, &score::scored_check::id) != step.checks.end();
   });
}

std::vector<report::zone_edit> edits_of_steps(audited_way const& d)
{
   std::vector<report::zone_edit> all;
   if (!d.way)
      return all;
   for (auto& e : report::zone_edits(d.domain.record)) {
      std::erase_if(e.checks, [&](std::string const& check) {
         return !is_step(*d.way, check);
      });
      if (!e.checks.empty() && report::can_be_rehearsed(e))
         all.push_back(std::move(e));
   }
   return all;
}

std::optional<rehearsed_steps> rehearsed(audited_way const& d, domain_states const& states)
{
   auto const found = states.find(d.tried.domain);
   if (d.tried.edits.empty() || found == states.end())
      return std::nullopt;
   rehearsed_steps r;
   for (auto const& step : d.way->steps)
      r.checks += step.checks.size();
   for (auto const& e : d.tried.edits)
      r.with_record += e.checks.size();
   r.verdict = report::judge_rehearsal(
      d.tried.domain, report::state_of(d.domain), d.tried.edits, found->second);
   r.after = found->second.scored;
   return r;
}

base::diagnostics read_ways(
   std::string const& file, score::weights const& weights, std::deque<audited_way>& into)
{
   return for_each_domain(file, [&](reported_domain d) {
      auto& one = into.emplace_back();
      one.domain = std::move(d);
      one.checks = report::scored_checks(one.domain);
      one.way = score::cheapest_improvement(one.checks, weights);
      one.tried = {one.domain.record.domain, edits_of_steps(one)};
      return true;
   });
}

int score_of_domains(options o, profile::profile const& ruler)
{
   o.arguments.insert(o.arguments.begin(), o.what_if);
   auto const scratch = scratch_folder::make();
   if (!scratch)
      return wrong_usage(scratch.errors());
   auto const file = scratch->file("published.jsonl");
   auto end = audit_to_file(o, o.run.questions.overlays, file);
   if (!end)
      return wrong_usage(end.errors());
   std::deque<audited_way> all;
   if (auto const errors = read_ways(file, profile::weights_of(ruler), all); !errors.empty())
      return wrong_usage(errors);
   std::vector<tried_edits> tried;
   tried.reserve(all.size());
   for (auto const& d : all)
      tried.push_back(d.tried);
   rehearsal_runs runs{o, *scratch};
   auto const states = end->was_stopped ? domain_states{} : runs.run(tried);
   if (!states)
      return wrong_usage(states.errors());
   for (auto const& d : all)
      print(o, {&d.domain, d.way, rehearsed(d, *states), false});
   end->add(runs.end());
   return leave(status_of(*end, done), *end);
}

base::diagnostics score_problems(options const& o)
{
   auto errors = wrong_format(o, {"text", "json"});
   if (o.what_if.empty())
      errors.push_back(base::error(
         "there is nothing to improve", "name a report or a domain with --what-if REPORT|DOMAIN"));
   if (!o.run.questions.record.empty())
      errors.push_back(base::error("--record belongs to one run, and a rehearsal has several"));
   return errors;
}

// What has the form of a path is not taken for a domain that is misspelt.
bool names_report(std::string const& text)
{
   std::error_code ignored;
   return text.find('/') != std::string::npos || std::filesystem::exists(text, ignored) ||
          text.ends_with(".json") || text.ends_with(".jsonl");
}

}  // namespace

int score_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, score_usage, o))
      return *ended;
   if (auto const errors = score_problems(o); !errors.empty())
      return wrong_usage(errors);
   auto const ruler = profile::load_profile(o.run.selection.profile);
   if (!ruler)
      return wrong_usage(ruler.errors());
   if (names_report(o.what_if))
      return score_of_report(o, *ruler);
   listen_to_signals();
   return score_of_domains(o, *ruler);
}

}  // namespace dnslint::command
