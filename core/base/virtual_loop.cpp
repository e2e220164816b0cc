// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"

#include <algorithm>

namespace dnslint::base {

void virtual_loop::post(std::function<void()> work)
{
   posted_.push_back(std::move(work));
}

event_loop::timer_id virtual_loop::run_after(duration delay, std::function<void()> work)
{
   auto const due = now_ + std::max(delay, duration{0});
   auto const timer = ++last_timer_;
   timers_.emplace(std::pair{due, timer}, std::move(work));
   due_.emplace(timer, due);
   return timer;
}

void virtual_loop::cancel(timer_id timer)
{
   auto const found = due_.find(timer);
   if (found == due_.end())
      return;
   timers_.erase({found->second, timer});
   due_.erase(found);
}

void virtual_loop::run(std::function<bool()> const& done)
{
   while (!done() && run_one()) {
   }
}

bool virtual_loop::run_one()
{
   if (!posted_.empty()) {
      auto const work = std::move(posted_.front());
      posted_.pop_front();
      work();
      return true;
   }
   if (timers_.empty())
      return false;
   auto first = timers_.extract(timers_.begin());
   now_ = std::max(now_, first.key().first);
   due_.erase(first.key().second);
   first.mapped()();
   return true;
}

}  // namespace dnslint::base
