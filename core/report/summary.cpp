// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.hpp"

#include <algorithm>

namespace dnslint::report {

bool is_shown(base::outcome o, outcomes const& show)
{
   return std::ranges::find(show, o) != show.end();
}

void summary::add(domain_counts const& d, catalogue const& checks)
{
   ++domains;
   ++by_status[std::string{audit::to_text(d.status)}];
   ++by_grade[d.grade];
   for (auto const& id : d.failed) {
      auto const entry = checks.find(id);
      auto const severity = entry == checks.end() ? base::severity::info : entry->second.severity;
      ++failed_by_check[id];
      ++failed_by_severity[std::string{base::to_text(severity)}];
   }
   suppressed += d.suppressed.size();
   for (auto const& [cause, count] : d.unknown)
      unknown_by_cause[cause] += count;
   for (std::size_t i = 0; i != d.outcomes.size(); ++i)
      if (d.outcomes.at(i) != 0)
         by_outcome[std::string{base::to_text(static_cast<base::outcome>(i))}] += d.outcomes.at(i);
}

}  // namespace dnslint::report
