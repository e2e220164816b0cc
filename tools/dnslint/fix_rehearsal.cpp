// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/fix_rehearsal.hpp"

#include "core/report/rehearsal.hpp"
#include "tools/dnslint/rehearsal_runs.hpp"

#include <algorithm>
#include <iterator>

namespace dnslint::command {
namespace {

using edits = std::vector<report::zone_edit>;

// The zone of a domain, as a report says it; the domain itself where it says no name.
std::string zone_of(report::reported_domain const& d)
{
   auto const fact = d.facts.find("name.zone");
   auto const quoted = fact == d.facts.end() ? std::string{} : fact->second;
   auto const text = quoted.size() < 2 ? std::string{} : quoted.substr(1, quoted.size() - 2);
   auto const name = dns::name::from_text(text.empty() ? d.record.domain : text);
   return name ? name->to_text() : std::string{};
}

bool stands(advised_domain const& d, edits const& tried, report::domain_state const& after)
{
   return report::judge_rehearsal(d.domain, d.before, tried, after) == report::rehearsal::stands;
}

std::vector<tried_edits> tried_of(std::vector<advised_domain> const& all, auto const& chosen)
{
   std::vector<tried_edits> tried;
   tried.reserve(all.size());
   for (auto const& d : all)
      tried.push_back({d.domain, chosen(d)});
   return tried;
}

// Takes over what the run says of the domains that stand it; gives the names of the others.
std::vector<std::string> take_over(std::vector<advised_domain>& all, domain_states const& states)
{
   std::vector<std::string> fallen;
   for (auto& d : all) {
      auto const found = states.find(d.domain);
      if (found == states.end())
         continue;
      if (stands(d, d.edits, found->second))
         d.after = found->second;
      else
         fallen.push_back(d.domain);
   }
   return fallen;
}

bool is_among(std::vector<std::string> const& names, advised_domain const& d)
{
   return std::ranges::find(names, d.domain) != names.end();
}

// Rehearses the n-th edit of each of these domains by itself.
base::diagnostics try_alone(
   rehearsal_runs& runs,
   std::vector<advised_domain> const& all,
   std::vector<std::string> const& fallen,
   std::size_t n,
   std::vector<std::string>& standing)
{
   auto const nth = [&](advised_domain const& d) {
      return is_among(fallen, d) && n < d.edits.size() ? edits{d.edits[n]} : edits{};
   };
   auto const states = runs.run(tried_of(all, nth));
   if (!states)
      return states.errors();
   for (auto const& d : all)
      if (auto const found = states->find(d.domain); found != states->end())
         if (stands(d, nth(d), found->second))
            standing.push_back(d.domain);
   return {};
}

void drop(advised_domain& d, edits kept)
{
   for (auto& e : d.edits)
      if (std::ranges::find(kept, e) == kept.end())
         d.dropped.push_back(std::move(e));
   d.edits = std::move(kept);
}

// Keeps of the fallen domains the edits that stand by themselves.
base::diagnostics keep_standing(
   rehearsal_runs& runs, std::vector<advised_domain>& all, std::vector<std::string> const& fallen)
{
   std::map<std::string, edits> kept;
   std::size_t most = 0;
   for (auto const& d : all)
      most = is_among(fallen, d) ? std::max(most, d.edits.size()) : most;
   for (std::size_t n = 0; n != most; ++n) {
      std::vector<std::string> standing;
      if (auto errors = try_alone(runs, all, fallen, n, standing); !errors.empty())
         return errors;
      for (auto const& d : all)
         if (is_among(standing, d))
            kept[d.domain].push_back(d.edits[n]);
   }
   for (auto& d : all)
      if (is_among(fallen, d) && !runs.end().was_stopped)
         drop(d, std::move(kept[d.domain]));
   return {};
}

void drop_unrehearsable(advised_domain& d)
{
   edits kept;
   std::ranges::copy_if(d.edits, std::back_inserter(kept), report::can_be_rehearsed);
   drop(d, std::move(kept));
}

}  // namespace

advised_domain advice_for(report::reported_domain const& d)
{
   return {
      d.record.domain,
      zone_of(d),
      report::state_of(d),
      report::zone_edits(d.record),
      {},
      std::nullopt};
}

base::result<audit_end> rehearse_fixes(
   options const& o, scratch_folder const& scratch, std::vector<advised_domain>& domains)
{
   rehearsal_runs runs{o, scratch};
   std::ranges::for_each(domains, drop_unrehearsable);
   auto const all_edits = [](advised_domain const& d) {
      return d.edits;
   };
   auto states = runs.run(tried_of(domains, all_edits));
   if (!states)
      return states.errors();
   if (runs.end().was_stopped)
      return runs.end();
   auto const fallen = take_over(domains, *states);
   if (fallen.empty())
      return runs.end();
   if (auto errors = keep_standing(runs, domains, fallen); !errors.empty())
      return errors;
   if (runs.end().was_stopped)
      return runs.end();
   states = runs.run(tried_of(domains, [&](advised_domain const& d) {
      return is_among(fallen, d) ? d.edits : edits{};
   }));
   if (!states)
      return states.errors();
   if (runs.end().was_stopped)
      return runs.end();
   auto const together = take_over(domains, *states);
   for (auto& d : domains)
      if (is_among(together, d))
         drop(d, {});
   return runs.end();
}

}  // namespace dnslint::command
