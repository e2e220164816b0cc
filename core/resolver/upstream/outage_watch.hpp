// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Tells an outage, in which no upstream answers anything, from names whose servers are dead. A
// question that goes unanswered while nothing is heard raises a suspicion. Then each upstream gets
// a trial, a question that it surely answers, in rounds. When several rounds in a row bring no
// answer there is an outage. The next answer ends it.
class outage_watch {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned rounds = 2;                 // rounds without an answer that show an outage
      duration between_rounds{1000};       // while there is a suspicion
      duration between_rounds_down{5000};  // in an outage
   };

   outage_watch();
   explicit outage_watch(limits bounds);

   // Any upstream answered. True if that ends a suspicion or an outage.
   bool heard(time_point now) noexcept;
   bool was_heard_since(time_point time) const noexcept { return heard_ && *heard_ >= time; }

   // A question went unanswered while no upstream answered anything.
   void suspect(time_point now) noexcept;
   bool is_suspected() const noexcept { return suspected_.has_value(); }

   // Whether the caller must send a round of trials now. It reports the end of the round by heard()
   // or by round_brought_nothing().
   bool wants_round(time_point now) noexcept;
   void round_brought_nothing(time_point now) noexcept;

   bool is_down() const noexcept { return down_since_.has_value(); }
   // The time of the last answer before the outage; null if there is no outage.
   std::optional<time_point> down_since() const noexcept { return down_since_; }
   // How many outages have begun.
   std::uint64_t count() const noexcept { return count_; }

private:
   limits limits_;
   std::optional<time_point> heard_;      // the time of the latest answer
   std::optional<time_point> suspected_;  // the time when the suspicion arose
   std::optional<time_point> down_since_;
   time_point next_round_{0};
   bool on_trial_ = false;
   unsigned failed_rounds_ = 0;
   std::uint64_t count_ = 0;
};

}  // namespace dnslint::resolver
