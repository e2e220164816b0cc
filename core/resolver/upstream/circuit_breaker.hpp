// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// Stops questions to an upstream that has died. A living upstream leaves questions unanswered, too,
// if the servers of the name are dead, so silence alone does not open the breaker. When questions
// of many distinct domains have gone unanswered for a while without an answer in between, the
// breaker wants a trial: a question that a living upstream surely answers (the root's name
// servers). It opens only if the trial goes unanswered. An open breaker refuses all questions and
// wants a trial from time to time. Any answer closes it.
class circuit_breaker {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;

   struct limits {
      unsigned domains = 20;  // distinct domains with unanswered questions
      duration timeout{2000};
      duration open_first{5000};  // until the first trial; doubles with each trial that fails
      duration open_longest{60'000};
   };
   enum class condition : std::uint8_t { closed, open, half_open };

   circuit_breaker();
   explicit circuit_breaker(limits bounds);

   // Whether a question may be sent.
   bool admits() const noexcept { return state_ == condition::closed; }
   // Whether the caller must send a trial now and report how it ended. No other trial is wanted
   // before that.
   bool wants_trial(time_point now) noexcept;
   void trial_unanswered(time_point now) noexcept;
   void trial_answered() noexcept;

   void answered() noexcept;
   // `domain_key` tells domains apart: a hash of the domain that was audited.
   void unanswered(std::uint64_t domain_key, time_point now) noexcept;

   // Whether many domains got no answer since the last one, for however short a time.
   bool is_silent() const noexcept { return silent_.size() >= limits_.domains; }
   // Opens the breaker before any question was sent, since a trial elsewhere went unanswered.
   void take_for_dead(time_point now) noexcept { open(now); }

   condition state() const noexcept { return state_; }

private:
   bool is_suspected(time_point now) const noexcept;
   void open(time_point now) noexcept;

   limits limits_;
   condition state_ = condition::closed;
   bool on_trial_ = false;
   // The domains without an answer since the last answer, limits_.domains of them at most.
   std::vector<std::uint64_t> silent_;
   // When the first of these domains was found unanswered.
   time_point silent_since_{0};
   time_point next_trial_{0};
   duration open_for_{0};
};

std::string_view to_text(circuit_breaker::condition c);  // "closed", "open", "half-open"

}  // namespace dnslint::resolver
