// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/fix_rehearsal.hpp"

#include "core/overlay/zone_changes.hpp"
#include "core/report/zone_edit_text.hpp"

#include <algorithm>
#include <fstream>
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

bool is_mended(report::zone_edit const& e, report::domain_state const& after)
{
   return std::ranges::none_of(e.checks, [&after](std::string const& check) {
      return after.checks.contains(check);
   });
}

// Nothing is worse, and every check of the edits passes.
bool stands(advised_domain const& d, edits const& tried, report::domain_state const& after)
{
   return !is_worse(report::compare(d.domain, d.before, after)) &&
          std::ranges::all_of(tried, [&after](report::zone_edit const& e) {
             return is_mended(e, after);
          });
}

// One run under the edits that `chosen` picks of each domain.
class rehearsal {
public:
   rehearsal(options const& o, scratch_folder const& scratch)
   : o_{o}
   , scratch_{scratch}
   {
      o_.run.list.file.clear();
   }

   base::result<domain_states> run(std::vector<advised_domain> const& all, auto const& chosen)
   {
      o_.arguments.clear();
      std::string text;
      for (auto const& d : all)
         if (edits const tried = chosen(d); !tried.empty()) {
            o_.arguments.push_back(d.domain);
            text += report::edit_lines(tried);
         }
      if (o_.arguments.empty())
         return domain_states{};
      auto overlays = o_.run.questions.overlays;
      overlays.push_back(scratch_.file("fixes.overlay"));
      if (!(std::ofstream{overlays.back()} << text << std::flush))
         return base::error_in(
            overlays.back(), "the edits to rehearse cannot be written", "is the disk full?");
      auto const report = scratch_.file("rehearsed.jsonl");
      auto const ended = audit_to_file(o_, overlays, report);
      if (!ended)
         return ended.errors();
      end_.add(*ended);
      return read_states(report);
   }

   // Of all runs so far.
   audit_end const& end() const noexcept { return end_; }

private:
   options o_;
   scratch_folder const& scratch_;
   audit_end end_;
};

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
   rehearsal& runs,
   std::vector<advised_domain> const& all,
   std::vector<std::string> const& fallen,
   std::size_t n,
   std::vector<std::string>& standing)
{
   auto const nth = [&](advised_domain const& d) {
      return is_among(fallen, d) && n < d.edits.size() ? edits{d.edits[n]} : edits{};
   };
   auto const states = runs.run(all, nth);
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
   rehearsal& runs, std::vector<advised_domain>& all, std::vector<std::string> const& fallen)
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

bool can_be_rehearsed(report::zone_edit const& e)
{
   return e.remove.empty() || !overlay::is_wildcard(e.owner);
}

void drop_unrehearsable(advised_domain& d)
{
   edits kept;
   std::ranges::copy_if(d.edits, std::back_inserter(kept), can_be_rehearsed);
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
   rehearsal runs{o, scratch};
   std::ranges::for_each(domains, drop_unrehearsable);
   auto const all_edits = [](advised_domain const& d) {
      return d.edits;
   };
   auto states = runs.run(domains, all_edits);
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
   states = runs.run(domains, [&](advised_domain const& d) {
      return is_among(fallen, d) ? d.edits : edits{};
   });
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
