// SPDX-License-Identifier: Apache-2.0
#include "core/scan/audit_extent.hpp"

#include <algorithm>
#include <string>

namespace dnslint::scan {
namespace {

std::uint32_t count_of(report::domain_counts const& d, base::outcome o)
{
   return d.outcomes.at(static_cast<std::size_t>(o));
}

std::uint32_t unobservable(report::domain_counts const& d)
{
   auto const prefix = std::string{base::to_text(base::cause_class::unobservable)} + ':';
   std::uint32_t count = 0;
   for (auto const& [cause, times] : d.unknown)
      if (cause.starts_with(prefix))
         count += times;
   return count;
}

}  // namespace

bool is_unaudited(report::domain_counts const& d, double most_unknown)
{
   auto const all_unknown = count_of(d, base::outcome::unknown);
   auto const unknown = all_unknown - std::min(all_unknown, unobservable(d));
   auto const decided = count_of(d, base::outcome::pass) + count_of(d, base::outcome::fail);
   if (unknown == 0)
      return false;
   return decided == 0 || unknown > most_unknown * (unknown + decided);
}

}  // namespace dnslint::scan
