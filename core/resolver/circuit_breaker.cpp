// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/circuit_breaker.hpp"

#include <algorithm>

namespace dnslint::resolver {

circuit_breaker::circuit_breaker()
: circuit_breaker{limits{}}
{}

circuit_breaker::circuit_breaker(limits how)
: how_{how}
, open_for_{how.open_first}
{
   silent_.reserve(how_.domains);
}

bool circuit_breaker::admits(time_point now) noexcept
{
   if (state_ == condition::closed)
      return true;
   if (now < next_trial_)
      return false;
   // A trial that nothing is heard of, because its asker has gone, makes room for another.
   state_ = condition::half_open;
   next_trial_ = now + 2 * how_.timeout;
   return true;
}

void circuit_breaker::answered(time_point) noexcept
{
   state_ = condition::closed;
   open_for_ = how_.open_first;
   silent_.clear();
}

void circuit_breaker::unanswered(std::uint64_t domain_key, time_point now) noexcept
{
   switch (state_) {
      case condition::closed:
         note(domain_key, now);
         if (silent_.size() >= how_.domains && now - silent_since_ >= 2 * how_.timeout)
            open(now);
         return;
      case condition::half_open:
         open_for_ = std::min(2 * open_for_, how_.open_longest);
         open(now);
         return;
      case condition::open:
         return;  // sent before it opened
   }
}

void circuit_breaker::note(std::uint64_t domain_key, time_point now) noexcept
{
   if (silent_.empty())
      silent_since_ = now;
   if (silent_.size() < how_.domains && std::ranges::find(silent_, domain_key) == silent_.end())
      silent_.push_back(domain_key);
}

void circuit_breaker::open(time_point now) noexcept
{
   state_ = condition::open;
   next_trial_ = now + open_for_;
}

std::string_view to_text(circuit_breaker::condition c)
{
   switch (c) {
      case circuit_breaker::condition::closed:
         return "closed";
      case circuit_breaker::condition::open:
         return "open";
      case circuit_breaker::condition::half_open:
         return "half-open";
   }
   return "closed";
}

}  // namespace dnslint::resolver
