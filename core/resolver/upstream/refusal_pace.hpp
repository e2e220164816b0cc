// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Slows down what is asked of an upstream that refuses (REFUSED) because it is asked too fast. One
// that answers, and refuses a large share of the latest questions, means the rate: it is asked half
// as fast as it was, and faster by a tenth each second while it does not refuse so many. Names that
// a resolver refuses by policy are few, and one that has never answered means whoever asks it:
// neither slows.
class refusal_pace {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned enough = 16;  // replies since it was slowed last, to slow again
      unsigned most_refused_percent = 25;
      double least = 5;  // questions a second
   };

   refusal_pace();
   explicit refusal_pace(limits bounds);

   // A question is to be sent: how long it waits for its turn.
   duration take(time_point now) noexcept;
   // To a question of `sent`. True when this reply slows the pace; what was sent before it was
   // slowed last says nothing new.
   bool replied(bool refused, time_point sent, time_point now) noexcept;

   bool is_slowed() const noexcept { return per_second_.has_value(); }
   std::uint64_t times_slowed() const noexcept { return times_slowed_; }

private:
   bool is_refused_often() const noexcept;
   double measured(time_point now) const noexcept;
   void slow_down(time_point now) noexcept;
   void recover(time_point now) noexcept;

   limits limits_;
   std::optional<double> per_second_;  // without it as fast as anybody likes
   double lift_at_ = 0;                // what it grows to before it is forgotten
   std::chrono::nanoseconds next_{0};  // when the next question's turn is
   std::uint64_t latest_ = 0;          // replies, one bit each: refused
   unsigned noted_ = 0;                // since it was slowed last, up to 64
   bool has_answered_ = false;
   time_point second_{0};  // when the second began in which `sent_` were sent
   unsigned sent_ = 0;
   unsigned sent_before_ = 0;  // in the second before
   time_point grown_{0};
   std::optional<time_point> slowed_at_;
   std::uint64_t times_slowed_ = 0;
};

}  // namespace dnslint::resolver
