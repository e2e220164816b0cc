// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// Tells an outage, in which no upstream answers anything, from names that are dead. Questions that
// go unanswered while nothing at all is heard raise the suspicion; then every upstream is asked
// what it surely answers, a round of trials at a time. When several rounds in a row bring nothing
// there is an outage, which ends with whatever is heard next.
class outage_watch {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned rounds = 2;                 // that bring nothing
      duration between_rounds{1000};       // while there is a suspicion
      duration between_rounds_down{5000};  // in an outage
   };

   outage_watch();
   explicit outage_watch(limits bounds);

   // Something came from any upstream. True when it ends a suspicion or an outage.
   bool heard(time_point now) noexcept;
   bool was_heard_since(time_point time) const noexcept { return heard_ && *heard_ >= time; }

   // A question has gone unanswered while nothing was heard.
   void suspect(time_point now) noexcept;
   bool is_suspected() const noexcept { return suspected_.has_value(); }

   // Whether a round of trials is to be sent now. Whoever is told so says how it ended: by heard(),
   // or by this.
   bool wants_round(time_point now) noexcept;
   void round_brought_nothing(time_point now) noexcept;

   bool is_down() const noexcept { return down_since_.has_value(); }
   // When anything was heard for the last time before the outage; null when there is none.
   std::optional<time_point> down_since() const noexcept { return down_since_; }
   // Outages that have begun.
   std::uint64_t count() const noexcept { return count_; }

private:
   limits limits_;
   std::optional<time_point> heard_;      // the last time
   std::optional<time_point> suspected_;  // since
   std::optional<time_point> down_since_;
   time_point next_round_{0};
   bool on_trial_ = false;
   unsigned failed_rounds_ = 0;
   std::uint64_t count_ = 0;
};

}  // namespace dnslint::resolver
