// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/retry_budget.hpp"

#include <algorithm>

namespace dnslint::resolver {

retry_budget::retry_budget(limits bounds)
: limits_{bounds}
{}

void retry_budget::add(std::uint64_t hundredths) noexcept
{
   // Retries that are earned while nothing fails do not add up to more than the burst.
   auto const full = std::uint64_t{std::max(limits_.burst, 1U)} * whole;
   left_ = std::min(left_ + hundredths, full);
}

void retry_budget::earned() noexcept
{
   add(limits_.percent);
}

void retry_budget::paid_off() noexcept
{
   if (limits_.percent != 0)
      add(2ULL * whole);
}

bool retry_budget::take() noexcept
{
   if (!has_any())
      return false;
   left_ -= whole;
   return true;
}

}  // namespace dnslint::resolver
