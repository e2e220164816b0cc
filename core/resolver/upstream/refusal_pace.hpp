// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Slows the questions to an upstream that refuses (REFUSED) because it is asked too fast. An
// upstream that has answered before and refuses a large share of the latest questions objects to
// their rate. It is then asked half as fast, and again faster by a tenth each second while it
// refuses fewer. An upstream that refuses a few names by policy is not slowed, nor is an upstream
// that has never answered, since it refuses the asker and not the rate.
class refusal_pace {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned enough = 16;  // replies since the last slowdown that allow another slowdown
      unsigned most_refused_percent = 25;
      double least = 5;  // questions a second, however much is refused
   };

   refusal_pace();
   explicit refusal_pace(limits bounds);

   // Reserves a turn for a question and returns how long the question must wait for it.
   duration take(time_point now) noexcept;
   // Notes the reply to a question that was sent at `sent`. True if this reply slows the pace.
   // Replies to questions from before the last slowdown are ignored.
   bool replied(bool refused, time_point sent, time_point now) noexcept;

   bool is_slowed() const noexcept { return per_second_.has_value(); }
   std::uint64_t times_slowed() const noexcept { return times_slowed_; }

private:
   bool is_refused_often() const noexcept;
   double measured(time_point now) const noexcept;
   void slow_down(time_point now) noexcept;
   void recover(time_point now) noexcept;

   limits limits_;
   std::optional<double> per_second_;  // null: without limit
   double lift_at_ = 0;                // the rate at which the limit is lifted
   std::chrono::nanoseconds next_{0};  // the time of the next question's turn
   std::uint64_t latest_ = 0;          // the latest replies, one bit each: 1 is REFUSED
   unsigned noted_ = 0;                // replies since the last slowdown, up to 64
   bool has_answered_ = false;
   time_point second_{0};  // the begin of the second in which `sent_` questions were sent
   unsigned sent_ = 0;
   unsigned sent_before_ = 0;  // the count of the second before
   time_point grown_{0};
   std::optional<time_point> slowed_at_;
   std::uint64_t times_slowed_ = 0;
};

}  // namespace dnslint::resolver
