// SPDX-License-Identifier: Apache-2.0
#include "core/report/rehearsal.hpp"

#include <algorithm>
#include <string_view>

namespace dnslint::report {
namespace {

constexpr std::string_view withdrawn =
   "No record is offered: in a rehearsal it did not help, or made another check fail.";

bool may_be_answered_later(check_state const& s)
{
   return s.why && (s.why->kind == base::cause_class::transient ||
                    s.why->kind == base::cause_class::withheld);
}

bool is_mended(zone_edit const& e, domain_state const& after)
{
   return std::ranges::none_of(e.checks, [&after](std::string const& check) {
      return after.checks.contains(check);
   });
}

bool is_mended_or_open(zone_edit const& e, domain_state const& after)
{
   return std::ranges::all_of(e.checks, [&after](std::string const& check) {
      return !after.checks.contains(check) || may_be_answered_later(after.of(check));
   });
}

// What remains of a difference once nobody minds what was not answered.
domain_difference without_open(domain_difference d)
{
   std::erase_if(d.checks, [](changed_check const& c) {
      return may_be_answered_later(c.after);
   });
   return d;
}

}  // namespace

std::string_view to_text(rehearsal r)
{
   switch (r) {
      case rehearsal::stands:
         return "stands";
      case rehearsal::falls:
         return "falls";
      case rehearsal::inconclusive:
         return "inconclusive";
   }
   return "inconclusive";
}

rehearsal judge_rehearsal(
   std::string const& domain,
   domain_state const& before,
   std::vector<zone_edit> const& edits,
   domain_state const& after)
{
   auto const difference = compare(domain, before, after);
   auto const all = [&](auto const& holds) {
      return std::ranges::all_of(edits, [&](zone_edit const& e) {
         return holds(e, after);
      });
   };
   if (!is_worse(difference) && all(is_mended))
      return rehearsal::stands;
   return !is_worse(without_open(difference)) && all(is_mended_or_open) ? rehearsal::inconclusive
                                                                        : rehearsal::falls;
}

bool can_be_rehearsed(zone_edit const& e)
{
   return e.remove.empty() || e.owner.is_root() || e.owner.label(0) != "*";
}

void withdraw_edits(audit::domain_record& from, std::vector<zone_edit> const& edits)
{
   for (auto& f : from.findings) {
      auto const is_its_own = [&f](zone_edit const& e) {
         return std::ranges::find(e.checks, f.id) != e.checks.end();
      };
      if (f.fix_record.empty() || std::ranges::none_of(edits, is_its_own))
         continue;
      from.withdrawn.push_back(f.id);
      f.fix_record = {};
      f.fix_removed.clear();
      auto const* const separator = f.fix_text.empty() ? "" : " ";
      f.fix_text = base::untrusted{f.fix_text.bytes() + separator + std::string{withdrawn}};
   }
}

}  // namespace dnslint::report
