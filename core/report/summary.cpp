// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.hpp"

#include <array>

namespace dnslint::report {
namespace {

std::string grade_text(score::scores const& s)
{
   if (s.grade)
      return *s.grade;
   return s.score_low ? "withheld" : "none";
}

}  // namespace

void summary::add(audit::domain_record const& d, catalogue const& checks)
{
   ++domains;
   ++by_status[std::string{audit::to_text(d.status)}];
   ++by_grade[grade_text(d.scored)];
   std::array<std::size_t, 4> outcomes{};
   for (auto const& f : d.findings) {
      ++outcomes.at(static_cast<std::size_t>(f.result));
      if (f.result == base::outcome::fail) {
         auto const entry = checks.find(f.id);
         auto const how_bad = entry == checks.end() ? base::severity::info : entry->second.how_bad;
         ++failed_by_check[f.id];
         suppressed += f.suppression ? 1 : 0;
         ++failed_by_severity[std::string{base::to_text(how_bad)}];
      }
      if (f.result == base::outcome::unknown && f.why)
         ++unknown_by_cause[base::to_text({f.why->kind, f.why->code, {}})];
   }
   for (std::size_t i = 0; i != outcomes.size(); ++i)
      if (outcomes[i] != 0)
         by_outcome[std::string{base::to_text(static_cast<base::outcome>(i))}] += outcomes[i];
}

}  // namespace dnslint::report
