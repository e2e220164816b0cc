// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_trust.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {

upstream_trust::upstream_trust()
: upstream_trust{limits{}}
{}

upstream_trust::upstream_trust(limits bounds)
: limits_{bounds}
{}

bool upstream_trust::wants_comparison(kind of) noexcept
{
   if (!is_trusted(of))
      return true;
   if (++since_sample_ <= limits_.between_samples)
      return false;
   since_sample_ = 0;
   return true;
}

void upstream_trust::confirmed(kind of) noexcept
{
   auto& count = confirmed_[static_cast<std::size_t>(of)];
   count = std::min(count + 1, limits_.confirmed);
   if (places_.empty() || ++since_contradiction_ < limits_.forgets_one_after)
      return;
   places_.erase(places_.begin());
   since_contradiction_ = 0;
}

void upstream_trust::contradicted(place const& at)
{
   since_contradiction_ = 0;
   wants_control_ = true;
   auto const is_related = [&](place const& known) {
      return known.zone == at.zone || known.servers == at.servers;
   };
   if (std::ranges::any_of(places_, is_related))
      return;
   places_.push_back(at);
   dropped_ |= places_.size() >= limits_.zones;
}

bool upstream_trust::wants_control() noexcept
{
   return std::exchange(wants_control_, false) && !dropped_;
}

void upstream_trust::control_ended(bool failed) noexcept
{
   failed_control_ |= failed;
   dropped_ |= failed;
}

void upstream_trust::drop(bool for_failed_control) noexcept
{
   failed_control_ |= for_failed_control;
   dropped_ = true;
}

}  // namespace dnslint::resolver
