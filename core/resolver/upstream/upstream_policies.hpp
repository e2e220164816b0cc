// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/upstream/circuit_breaker.hpp"
#include "core/resolver/upstream/congestion_window.hpp"
#include "core/resolver/upstream/rate_limit.hpp"
#include "core/resolver/upstream/refusal_pace.hpp"
#include "core/resolver/upstream/retry_budget.hpp"
#include "core/resolver/upstream/upstream_health.hpp"

#include <cstdint>
#include <optional>

namespace dnslint::resolver {

struct upstream_limits {
   std::optional<unsigned>
      per_second{};  // questions; without it as many as the window lets through
   congestion_window::limits window{};
   circuit_breaker::limits breaker{};
   retry_budget::limits retries{};
   refusal_pace::limits refusals{};
};

// Whether a question may be sent to an upstream.
struct admission {
   enum class verdict : std::uint8_t {
      send,  // after `wait`
      full,  // as much is in flight as it takes: ask again when something was settled
      open,  // it is taken for dead: another upstream may do
      spent  // it was retried too often: the answer at hand stands
   };

   verdict decision = verdict::send;
   base::event_loop::duration wait{0};  // for its turn under the rate limit

   bool operator==(admission const&) const = default;
};

struct settlement {
   reply result = reply::answered;
   std::uint64_t domain_key = 0;  // tells domains apart: a hash of the domain that was audited
   bool retried = false;          // by admit_retry()
   std::chrono::microseconds rtt{0};
};

// All that limits what one upstream is asked, as one step without I/O before a question is sent and
// one after it ended: concurrency, circuit breaker, retry budget, rate, back-off when it refuses,
// and what is counted.
class upstream_policies {
public:
   using time_point = base::event_loop::time_point;

   explicit upstream_policies(upstream_limits const& limits);

   // Of verdict send: the question counts as in flight from now on, and must be settled once.
   admission admit(time_point now) noexcept;
   admission admit_retry(time_point now) noexcept;
   void settled(settlement const& s, time_point now) noexcept;
   // What was settled as unanswered was answered when asked again, here or elsewhere.
   void lost(time_point now) noexcept;

   // Whether the upstream is to be tried with a question that is surely answered if it lives. It is
   // sent beside all limits, and its end is told once.
   bool wants_trial(time_point now) noexcept;
   void trial_ended(bool answered, time_point now) noexcept;

   // Whether an answer is to be expected: there were some, and silence has not set in since.
   bool is_heard() const noexcept
   {
      return health_.answered > 0 && breaker_.admits() && !breaker_.is_silent() && !is_dropped_;
   }
   // What it says is not believed any more; where others are left nothing is sent to it.
   void drop(drop_reason why, bool others_are_left) noexcept
   {
      health_.dropped = why;
      is_dropped_ = others_are_left;
   }
   bool is_dropped() const noexcept { return is_dropped_; }
   // What was tried of it before went unanswered, while others answered.
   void take_for_dead(time_point now) noexcept;

   upstream_health const& health() const noexcept { return health_; }
   // It refuses what it is asked too fast.
   bool is_slowed() const noexcept { return pace_.is_slowed(); }
   unsigned window() const noexcept { return window_.size(); }
   unsigned in_flight() const noexcept { return window_.in_flight(); }

private:
   admission send(time_point now) noexcept;
   std::optional<admission> refusal() const noexcept;

   congestion_window window_;
   circuit_breaker breaker_;
   retry_budget retries_;
   std::optional<token_bucket> rate_;
   refusal_pace pace_;
   upstream_health health_;
   bool is_dropped_ = false;
};

}  // namespace dnslint::resolver
