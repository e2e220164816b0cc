// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_try.hpp"

#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/report/prose.hpp"
#include "core/report/statement.hpp"
#include "tools/dnslint/audit_run.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/scan_signals.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <set>

namespace dnslint::command {
namespace {

constexpr command_usage try_usage{
   option_group::questions | option_group::selection | option_group::names |
      option_group::comparison,
   "Usage: dnslint rules try PACK --replay FILE [DOMAIN...] [-l FILE]\n\n"
   "Judges recorded domains by the rules of one pack, and shows the facts and the answers that\n"
   "each rule saw. A question that was not recorded is unknown.\n",
   "\n"
   "Exit status: 0 done; 2 wrong usage or configuration; 3 some domains could not be audited;\n"
   "4 stopped early.\n"};

// Of each rule of the pack, by its id.
using facts_of_rules = std::map<std::string, std::set<std::string>>;

base::diagnostics try_problems(options const& o)
{
   auto errors = wrong_format(o, {"text"});
   if (o.arguments.empty())
      errors.push_back(base::error("no pack is named", "dnslint rules try PACK --replay FILE"));
   if (o.run.questions.replay.empty() && o.run.questions.zones.empty())
      errors.push_back(base::error(
         "nothing says what the domains publish",
         "give what `dnslint scan --record FILE` wrote with --replay FILE, or --zone FILE"));
   if (o.arguments.size() < 2 && o.run.list.file.empty())
      errors.push_back(base::error(
         "there is no domain to audit",
         "name those that were recorded, or give their list with -l"));
   return errors;
}

// Whether the check stands in this file, below this folder, or in the pack of this name.
bool is_of(rules::check const& c, std::string const& pack)
{
   auto const& file = c.where.file;
   return file == pack || file.starts_with(pack + '/') || c.id.starts_with(pack + '/');
}

// The rules of that pack; they alone are selected.
base::result<facts_of_rules> select_rules(options& o, std::string const& pack)
{
   auto const built = plan_without_code(o);
   if (!built)
      return built.errors();
   facts_of_rules rules;
   for (auto const& c : built->made->checks)
      if (is_of(*c.definition, pack))
         rules.emplace(c.definition->id, rules::facts_used(*c.definition));
   if (rules.empty())
      return base::error_in(
         pack, "no rule of this runs", "is it a pack, and do --checks select it?");
   o.run.selection.checks.clear();
   for (auto const& [id, facts] : rules)
      o.run.selection.checks.push_back(id);
   return rules;
}

std::string quiet_line(std::string_view label, std::string_view text)
{
   constexpr std::size_t longest = 300;
   auto const shown = base::terminal_text(text);
   auto const first = base::first_characters(shown, longest);
   return fmt::format(
      "                   {} {}{}\n", label, first, first.size() == shown.size() ? "" : " ...");
}

std::string trial_text(
   base::finding const& f, std::set<std::string> const& used, report::reported_domain const& d)
{
   auto text = fmt::format("   {:<16}{}\n", base::to_text(f.result), base::terminal_text(f.id));
   report::append_paragraph(text, 19, report::shown(report::statement(f, {})));
   for (auto const& name : used)
      if (auto const found = d.facts.find(name); found != d.facts.end())
         text += quiet_line("fact", name + ": " + found->second);
   for (auto const& e : f.evidence)
      if (e.kind != "fact")
         text += quiet_line("seen", e.text.bytes());
   return text;
}

class trial_output {
public:
   explicit trial_output(facts_of_rules rules)
   : rules_{std::move(rules)}
   {}

   void tell(report::reported_domain const& d)
   {
      fmt::print("{}\n", base::terminal_text(d.record.domain));
      for (auto const& f : d.record.findings) {
         auto const rule = rules_.find(f.id);
         if (rule == rules_.end())
            continue;
         fmt::print("{}", trial_text(f, rule->second, d));
         ++counts_[f.id][f.result];
      }
      fmt::print("\n");
   }

   void end() const
   {
      for (auto const& [id, by_outcome] : counts_) {
         std::string text;
         for (auto const& [outcome, count] : by_outcome)
            text += fmt::format(
               "{}{} {}",
               text.empty() ? "" : ", ",
               report::count_text(count),
               base::to_text(outcome));
         fmt::print("{}: {}\n", id, text);
      }
   }

private:
   facts_of_rules rules_;
   std::map<std::string, std::map<base::outcome, std::size_t>> counts_;
};

base::result<audit_end> try_rules(options o)
{
   auto pack = o.arguments.front();
   while (pack.size() > 1 && pack.ends_with('/'))
      pack.pop_back();
   o.arguments.erase(o.arguments.begin());
   o.run.selection.rule_paths.push_back(pack);
   auto rules = select_rules(o, pack);
   if (!rules)
      return rules.errors();
   o.run.records.all_facts = true;
   o.run.records.passes = true;
   auto const scratch = scratch_folder::make();
   if (!scratch)
      return scratch.errors();
   auto const file = scratch->file("tried.jsonl");
   auto const ended = audit_to_file(o, o.run.questions.overlays, file);
   if (!ended)
      return ended.errors();
   trial_output out{*std::move(rules)};
   auto const errors = for_each_domain(file, [&out](report::reported_domain const& d) {
      out.tell(d);
      return true;
   });
   if (!errors.empty())
      return errors;
   out.end();
   return *ended;
}

}  // namespace

int rules_try(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, try_usage, o))
      return *ended;
   if (auto const errors = try_problems(o); !errors.empty())
      return wrong_usage(errors);
   listen_to_signals();
   auto const ended = try_rules(std::move(o));
   if (!ended)
      return wrong_usage(ended.errors());
   return leave(status_of(*ended, done), *ended);
}

}  // namespace dnslint::command
