// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/retry_budget.hpp"

#include <algorithm>

namespace dnslint::resolver {

retry_budget::retry_budget(limits how)
: how_{how}
{}

void retry_budget::earned() noexcept
{
   // What is earned while nothing fails makes no burst above the one allowed.
   auto const most = std::uint64_t{std::max(how_.burst, 1U)} * whole;
   left_ = std::min(left_ + how_.percent, most);
}

bool retry_budget::take() noexcept
{
   if (!has_any())
      return false;
   left_ -= whole;
   return true;
}

}  // namespace dnslint::resolver
