// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/suggestion.hpp"
#include "core/profile/profile.hpp"
#include "core/report/prose.hpp"
#include "core/report/report_file.hpp"
#include "core/report/report_text.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"
#include "core/score/improvement.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using report::reported_domain;
using report::shown;

constexpr command_usage score_usage{
   option_group::what_if | option_group::format,
   "Usage: dnslint score --what-if REPORT [DOMAIN...] [OPTIONS]\n\n"
   "Says of each domain of a JSON or JSONL report which checks must pass for the next grade: in\n"
   "as few controls as can be, and then the lightest. The score that follows is computed as a\n"
   "scan would, by the profile that the report was scored by.\n"};

std::string points(std::optional<double> score)
{
   return score ? report::score_text(*score) : "none";
}

std::string grade(score::scores const& s)
{
   if (s.grade)
      return "grade " + shown(*s.grade);
   return s.score_low ? "no grade yet" : "nothing to grade";
}

void print_step(score::improvement_step const& step, audit::domain_record const& d)
{
   fmt::print("   {}\n", step.control.empty() ? "without a control" : shown(step.control));
   for (auto const& c : step.checks) {
      auto const finding = std::ranges::find(d.findings, c.id, &base::finding::id);
      fmt::print(
         "      {} ({}, {})\n", shown(c.id), base::to_text(c.severity), base::to_text(c.result));
      std::string text;
      if (c.result == base::outcome::unknown && finding->why)
         report::append_paragraph(text, 9, shown(base::to_text(*finding->why)));
      report::append_paragraph(text, 9, shown(finding->fix_text));
      for (auto const& line : report::edit_of(*finding))
         report::append_copyable(text, 9, shown(line));
      fmt::print("{}", text);
   }
}

void print_text(reported_domain const& d, std::optional<score::improvement> const& way)
{
   auto const& s = d.record.scored;
   if (!s.score_low) {
      fmt::print("{}: nothing to grade\n", shown(d.record.domain));
      return;
   }
   fmt::print(
      "{}: {} of 100, between {} and {}, {}\n",
      shown(d.record.domain),
      points(s.score),
      points(s.score_low),
      points(s.score_high),
      grade(s));
   std::string cap;
   report::append_paragraph(cap, 3, report::cap_text(d.record));
   fmt::print("{}", cap);
   if (!way) {
      fmt::print("   the best grade is certain\n");
      return;
   }
   for (auto const& step : way->steps)
      print_step(step, d.record);
   fmt::print(
      "   then {} of 100, between {} and {}, {}\n",
      points(way->after.score),
      points(way->after.score_low),
      points(way->after.score_high),
      way->after.grade ? grade(way->after) : "at least grade " + shown(way->grade));
}

void append_grade(base::json_writer& json, std::optional<std::string> const& grade)
{
   json.key("grade");
   if (grade)
      json.text(*grade);
   else
      json.null();
}

void append_scores(base::json_writer& json, std::string_view name, score::scores const& s)
{
   json.begin_object(name);
   json.key("score");
   json.number(s.score, 1);
   json.key("score_low");
   json.number(s.score_low, 1);
   json.key("score_high");
   json.number(s.score_high, 1);
   append_grade(json, s.grade);
   json.end_object();
}

void print_json(reported_domain const& d, std::optional<score::improvement> const& way)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("domain", d.record.domain);
   append_scores(json, "now", d.record.scored);
   json.begin_array("steps");
   if (way)
      for (auto const& step : way->steps) {
         json.begin_object();
         json.key("control");
         if (step.control.empty())
            json.null();
         else
            json.text(step.control);
         json.begin_array("checks");
         for (auto const& c : step.checks)
            json.text(c.id);
         json.end_array();
         json.end_object();
      }
   json.end_array();
   if (way) {
      json.member("at_least", way->grade);
      append_scores(json, "then", way->after);
   }
   json.end_object();
   fmt::print("{}\n", out);
}

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

// Tells each wanted domain; `seen` gets the names of all.
base::diagnostics tell_all(
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
      auto const way = score::cheapest_improvement(checks, weights);
      o.output.format == "json" ? print_json(d, way) : print_text(d, way);
      return true;
   });
   return run ? errors : run.errors();
}

}  // namespace

int score_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, score_usage, o))
      return *ended;
   if (o.what_if.empty())
      return wrong_usage({base::error("there is no report", "name one with --what-if REPORT")});
   if (auto const errors = wrong_format(o, {"text", "json"}); !errors.empty())
      return wrong_usage(errors);
   auto const ruler = profile::load_profile(o.run.selection.profile);
   if (!ruler)
      return wrong_usage(ruler.errors());
   auto const text = report::read_report_text(o.what_if);
   if (!text)
      return wrong_usage(text.errors());
   tell(text->warnings);
   std::vector<std::string> seen;
   if (auto const errors = tell_all(o, *ruler, text->text, seen); !errors.empty())
      return wrong_usage(errors);
   for (auto const& wanted : o.arguments)
      if (std::ranges::find(seen, base::lower(wanted)) == seen.end())
         return wrong_usage({base::error_in(
            o.what_if, fmt::format("has no domain '{}'", wanted), base::suggestion(wanted, seen))});
   return done;
}

}  // namespace dnslint::command
