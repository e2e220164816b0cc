// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// Stops asking an upstream that has died. Names whose servers are dead go unanswered through an
// upstream that is well, so silence alone opens nothing: when questions of many distinct domains
// went unanswered over a time, and not one answer came in between, it wants a trial, a question
// that a living upstream surely answers (the root's name servers). Only that one unanswered opens
// it. While open it refuses; from time to time it wants another trial, and any answer closes it.
class circuit_breaker {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned domains = 20;  // distinct, with unanswered questions
      duration timeout{2000};
      duration open_first{5000};  // doubles with each trial that fails
      duration open_longest{60'000};
   };
   enum class condition : std::uint8_t { closed, open, half_open };

   circuit_breaker();
   explicit circuit_breaker(limits bounds);

   // Whether a question may be sent.
   bool admits() const noexcept { return state_ == condition::closed; }
   // Whether a trial is to be sent now. Whoever is told so sends one, and says how it ended; no
   // other is wanted before.
   bool wants_trial(time_point now) noexcept;
   void trial_unanswered(time_point now) noexcept;
   void trial_answered() noexcept;

   void answered() noexcept;
   // `domain_key` tells domains apart: a hash of the domain that was audited.
   void unanswered(std::uint64_t domain_key, time_point now) noexcept;

   // Many domains heard nothing since the last answer, for however short a time.
   bool is_silent() const noexcept { return silent_.size() >= limits_.domains; }
   // Opens it before anything was asked: a trial elsewhere has gone unanswered.
   void take_for_dead(time_point now) noexcept { open(now); }

   condition state() const noexcept { return state_; }

private:
   bool is_suspected(time_point now) const noexcept;
   void open(time_point now) noexcept;

   limits limits_;
   condition state_ = condition::closed;
   bool on_trial_ = false;
   std::vector<std::uint64_t> silent_;  // domains unanswered since the last answer; no more than
                                        // how_.domains
   time_point silent_since_{0};         // when the first of them was found unanswered
   time_point next_trial_{0};
   duration open_for_{0};
};

std::string_view to_text(circuit_breaker::condition c);  // "closed", "open", "half-open"

}  // namespace dnslint::resolver
