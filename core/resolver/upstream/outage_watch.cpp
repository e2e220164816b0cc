// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/outage_watch.hpp"

namespace dnslint::resolver {

outage_watch::outage_watch()
: outage_watch{limits{}}
{}

outage_watch::outage_watch(limits bounds)
: limits_{bounds}
{}

bool outage_watch::heard(time_point now) noexcept
{
   auto const ends_something = is_suspected();
   heard_ = now;
   suspected_.reset();
   down_since_.reset();
   on_trial_ = false;
   failed_rounds_ = 0;
   return ends_something;
}

void outage_watch::suspect(time_point now) noexcept
{
   if (suspected_)
      return;
   suspected_ = now;
   next_round_ = now;
}

bool outage_watch::wants_round(time_point now) noexcept
{
   if (!suspected_ || on_trial_ || now < next_round_)
      return false;
   on_trial_ = true;
   return true;
}

void outage_watch::round_brought_nothing(time_point now) noexcept
{
   if (!on_trial_)
      return;
   on_trial_ = false;
   ++failed_rounds_;
   if (!down_since_ && failed_rounds_ >= limits_.rounds) {
      down_since_ = heard_.value_or(*suspected_);
      ++count_;
   }
   next_round_ = now + (is_down() ? limits_.between_rounds_down : limits_.between_rounds);
}

}  // namespace dnslint::resolver
