// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <deque>
#include <map>
#include <utility>

namespace dnslint::base {

// A loop without a world: when nothing is posted its clock jumps to the next timer. A ten-second
// timeout costs nothing, and two runs do the same things in the same order.
class virtual_loop final : public event_loop {
public:
   void post(std::function<void()> work) override;
   timer_id run_after(duration delay, std::function<void()> work) override;
   void cancel(timer_id timer) override;
   time_point now() const override { return now_; }
   void run(std::function<bool()> const& done) override;

private:
   bool run_one();

   time_point now_{0};
   timer_id last_timer_ = 0;
   std::deque<std::function<void()>> posted_;
   std::map<std::pair<time_point, timer_id>, std::function<void()>> timers_;
   std::map<timer_id, time_point> due_;  // finds a timer's key in timers_
};

}  // namespace dnslint::base
