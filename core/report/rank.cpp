// SPDX-License-Identifier: Apache-2.0
#include "core/report/rank.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace dnslint::report {
namespace {

using base::outcome;

// The points of the controls whose value it sets.
double lost_to(audit::finding const& f, score::scores const& s)
{
   double lost = 0;
   for (auto const& c : s.controls)
      if (std::ranges::find(c.lowered_by, f.id) != c.lowered_by.end())
         lost += c.lost;
   return lost;
}

auto rank(ranked_finding const& f)
{
   return std::tuple{f.of->suppression == nullptr, f.about->severity, f.lost};
}

}  // namespace

catalogue_entry const& entry_of(std::string const& id, catalogue const& checks)
{
   static catalogue_entry const unlisted;
   auto const found = checks.find(id);
   return found == checks.end() ? unlisted : found->second;
}

std::vector<ranked_finding> ranked_failures(audit::domain_record const& d, catalogue const& checks)
{
   std::vector<ranked_finding> all;
   for (auto const& f : d.findings)
      if (f.result == outcome::fail)
         all.push_back({&f, &entry_of(f.id, checks), lost_to(f, d.scored)});
   std::ranges::stable_sort(all, [](ranked_finding const& a, ranked_finding const& b) {
      return rank(a) > rank(b);
   });
   return all;
}

std::vector<ranked_finding> ranked_findings(
   audit::domain_record const& d, catalogue const& checks, outcomes const& show)
{
   std::vector<ranked_finding> all;
   if (is_shown(outcome::fail, show))
      all = ranked_failures(d, checks);
   for (auto const o : {outcome::unknown, outcome::pass, outcome::not_applicable})
      if (is_shown(o, show))
         for (auto const& f : d.findings)
            if (f.result == o)
               all.push_back({&f, &entry_of(f.id, checks), 0});
   return all;
}

std::vector<ranked_check> ranked_checks(summary const& s, catalogue const& checks)
{
   std::vector<ranked_check> all;
   for (auto const& [id, count] : s.failed_by_check)
      all.push_back({count, id, &entry_of(id, checks)});
   std::ranges::stable_sort(all, [](ranked_check const& a, ranked_check const& b) {
      return std::tuple{a.about->severity, a.count} > std::tuple{b.about->severity, b.count};
   });
   return all;
}

ranked_counts ranked_causes(summary const& s)
{
   ranked_counts all{s.unknown_by_cause.begin(), s.unknown_by_cause.end()};
   std::ranges::stable_sort(all, std::greater{}, [](auto const& c) {
      return c.second;
   });
   return all;
}

ranked_counts ranked_grades(summary const& s)
{
   auto by_grade = s.by_grade;
   auto const without = by_grade.extract("none");
   auto const withheld = by_grade.extract("withheld");
   ranked_counts all{by_grade.begin(), by_grade.end()};
   if (withheld)
      all.emplace_back("withheld", withheld.mapped());
   if (without)
      all.emplace_back("nothing to grade", without.mapped());
   return all;
}

}  // namespace dnslint::report
