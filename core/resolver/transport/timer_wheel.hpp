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

// Gives timers in the order of their times, and timers of equal times in the order in which they
// were added. It knows no clock. It is made for many timers of which nearly all are cancelled:
// within the wheel's span, adding and cancelling take constant time. The span begins at the latest
// time that take_due() was given. Places of timers are reused, so that after a while only
// std::function allocates. Timers outside of the span stand in a map until the span reaches them.
class timer_wheel {
public:
   using time_point = base::event_loop::time_point;
   using timer_id = base::event_loop::timer_id;

   timer_wheel();

   timer_id add(time_point due, std::function<void()> work);
   // Has no effect on a timer that was taken, cancelled or never added.
   void cancel(timer_id timer);

   // The time of the first timer; null if there is none.
   std::optional<time_point> next() const;
   // Takes the work of the first timer that is due at `now`. Empty if no timer is due.
   std::function<void()> take_due(time_point now);

private:
   using index = std::uint32_t;
   static constexpr std::size_t word_bits = 64;
   static constexpr std::size_t span = word_bits * word_bits;  // slots of one millisecond each

   // A timer or a free place; it fills one cache line. The timers of one list form a ring.
   struct alignas(64) node {
      std::uint32_t generation = 1;
      index previous = 0;
      index next = 0;
      time_point due{0};
      std::function<void()> work;
   };
   using outside = std::map<time_point, index>;  // from a time to the first timer of its list

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
   std::vector<index> slots_;  // the first timer of each slot, or none
   std::array<std::uint64_t, word_bits> occupied_{};
   std::uint64_t occupied_words_ = 0;
   time_point begin_{0};  // begin of the span; no timer in the wheel is due before it
   outside outside_;
   std::vector<outside::node_type> spare_;
};

}  // namespace dnslint::resolver
