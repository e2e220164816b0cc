// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// Timers in the order of their times, equal ones in the order in which they were added. Knows no
// clock. Made for many timers of which nearly all are cancelled: adding and cancelling take
// constant time within the wheel's span, which begins at the latest time shown to take_due(), and
// nothing is allocated once as many timers as ever stood at once have been there, but for what a
// std::function needs. Timers outside of the span stand in a map until it reaches them.
class timer_wheel {
public:
   using time_point = base::event_loop::time_point;
   using timer_id = base::event_loop::timer_id;

   timer_wheel();

   timer_id add(time_point due, std::function<void()> work);
   // Without effect on a timer that was taken, cancelled or never added.
   void cancel(timer_id timer);

   // When the first timer is due; null when there is none.
   std::optional<time_point> next() const;
   // Takes the first timer that is due at `now`; an empty function when none is.
   std::function<void()> take_due(time_point now);

private:
   using index = std::uint32_t;
   static constexpr std::size_t word_bits = 64;
   static constexpr std::size_t span = word_bits * word_bits;  // slots of one millisecond each

   // A timer, or a free place, in one line of the cache. The timers of one list are a ring.
   struct alignas(64) node {
      std::uint32_t generation = 1;
      index previous = 0;
      index next = 0;
      time_point due{0};
      std::function<void()> work;
   };
   using outside = std::map<time_point, index>;  // to the first of a list

   static std::size_t slot_of(time_point due) noexcept;
   bool in_span(time_point due) const noexcept;
   std::optional<std::size_t> first_slot() const noexcept;
   std::optional<index> first() const;
   index allocate();
   void append(index& list, index n) noexcept;
   void append_outside(index n);
   void remove(index n);
   void mark_occupied(std::size_t slot) noexcept;
   void clear(std::size_t slot) noexcept;
   void advance(time_point to);
   void adopt(outside::iterator it);
   void keep_spare(outside::node_type spare);
   std::function<void()> release(index n);

   std::vector<node> nodes_;
   std::vector<index> free_;
   std::vector<index> slots_;  // the first timer of each, or none
   std::array<std::uint64_t, word_bits> occupied_{};
   std::uint64_t occupied_words_ = 0;
   time_point begin_{0};  // of the span; no timer in the wheel is due before it
   outside outside_;
   std::vector<outside::node_type> spare_;
};

}  // namespace dnslint::resolver
