// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference_text.hpp"
#include "core/report/prose.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markdown_text;

std::string standing(std::optional<domain_state> const& s)
{
   return s ? markdown_text(standing_of(*s)) : "not in the list";
}

std::string check_line(changed_check const& c)
{
   bool const goes = c.became == change::fixed || c.became == change::known_again;
   auto const& statement = (goes ? c.before : c.after).statement;
   return fmt::format(
      "- **{}** {} ({}){}{}\n",
      to_text(c.became),
      markdown_text(c.id),
      base::to_text(c.severity),
      statement.empty() ? "" : (goes ? ", was: " : ": "),
      markdown_text(statement));
}

}  // namespace

std::string difference_markdown(domain_difference const& d)
{
   auto out = fmt::format(
      "### {}\n\n{} → {}\n\n", markdown_text(d.domain), standing(d.before), standing(d.after));
   for (auto const& c : d.checks)
      out += check_line(c);
   for (auto const& f : d.facts) {
      if (!is_for_people(f))
         continue;
      out += fmt::format("- **published** {}\n", markdown_text(f.name)) +
             base::markdown_block(fmt::format("- {}\n+ {}\n", f.before, f.after), "  ");
   }
   return out + '\n';
}

std::string difference_markdown(difference_counts const& all)
{
   auto out = fmt::format(
      "## Summary\n\n{} in both reports, {} of them differ, {} only in the new one, {} only in "
      "the old one.\n\n| change | checks |\n|---|---:|\n",
      count_text(all.domains, "domain"),
      count_text(all.differing),
      count_text(all.added),
      count_text(all.removed));
   for (auto const& [became, count] : all.changes)
      out += fmt::format("| {} | {} |\n", to_text(became), count_text(count));
   return out;
}

}  // namespace dnslint::report
