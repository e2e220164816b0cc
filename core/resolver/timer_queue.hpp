// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// Timers in the order of their times, equal ones in the order in which they were added. Knows no
// clock. Made for many timers of which nearly all are cancelled: adding and cancelling cost a look
// into a map with one entry a millisecond.
class timer_queue {
public:
   using time_point = base::event_loop::time_point;
   using timer_id = base::event_loop::timer_id;

   timer_id add(time_point due, std::function<void()> work);
   // Without effect on a timer that was taken, cancelled or never added.
   void cancel(timer_id timer);

   // When the first timer is due; null when there is none.
   std::optional<time_point> next();
   // Takes the first timer that is due at `now`; an empty function when none is.
   std::function<void()> take_due(time_point now);

private:
   struct slot {
      std::uint32_t generation = 1;
      std::function<void()> work;
   };
   // Ids of one millisecond; those of cancelled timers stay until their time or until first in
   // line.
   struct bucket {
      std::vector<timer_id> timers;
      std::size_t taken = 0;
   };

   slot* find(timer_id timer);
   std::function<void()> release(timer_id timer);

   std::vector<slot> slots_;
   std::vector<std::uint32_t> free_;
   std::map<time_point, bucket> buckets_;
};

}  // namespace dnslint::resolver
