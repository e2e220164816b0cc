// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/circuit_breaker.hpp"

#include <algorithm>

namespace dnslint::resolver {

circuit_breaker::circuit_breaker()
: circuit_breaker{limits{}}
{}

circuit_breaker::circuit_breaker(limits bounds)
: limits_{bounds}
, open_for_{bounds.open_first}
{
   silent_.reserve(limits_.domains);
}

bool circuit_breaker::is_suspected(time_point now) const noexcept
{
   return is_silent() && now - silent_since_ >= 2 * limits_.timeout;
}

bool circuit_breaker::wants_trial(time_point now) noexcept
{
   if (on_trial_)
      return false;
   on_trial_ = state_ == condition::closed ? is_suspected(now) : now >= next_trial_;
   if (on_trial_ && state_ == condition::open)
      state_ = condition::half_open;
   return on_trial_;
}

void circuit_breaker::trial_unanswered(time_point now) noexcept
{
   on_trial_ = false;
   if (state_ == condition::half_open) {
      open_for_ = std::min(2 * open_for_, limits_.open_longest);
      return open(now);
   }
   // An answer that came during the trial has cleared the suspicion.
   if (is_suspected(now))
      open(now);
}

void circuit_breaker::trial_answered() noexcept
{
   on_trial_ = false;
   answered();
}

void circuit_breaker::answered() noexcept
{
   state_ = condition::closed;
   open_for_ = limits_.open_first;
   silent_.clear();
}

void circuit_breaker::unanswered(std::uint64_t domain_key, time_point now) noexcept
{
   if (state_ != condition::closed)
      return;
   if (silent_.empty())
      silent_since_ = now;
   if (silent_.size() < limits_.domains && std::ranges::find(silent_, domain_key) == silent_.end())
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
