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
      // Questions a second. Null: as many as the window lets through.
      per_second{};
   congestion_window::limits window{};
   circuit_breaker::limits breaker{};
   retry_budget::limits retries{};
   refusal_pace::limits refusals{};
};

// Whether a question may be sent to an upstream.
struct admission {
   enum class verdict : std::uint8_t {
      send,  // the question may be sent after `wait`
      full,  // the window is full: try again when a question has ended
      open,  // the upstream is taken for dead: choose another one
      spent  // no retry is left: the answer at hand stands
   };

   verdict decision = verdict::send;
   base::event_loop::duration wait{0};  // until the question's turn under the rate limit

   bool operator==(admission const&) const = default;
};

struct settlement {
   reply result = reply::answered;
   std::uint64_t domain_key = 0;  // a hash of the audited domain
   bool retried = false;          // whether the question was admitted by admit_retry()
   std::chrono::microseconds rtt{0};
};

// Everything that limits the questions to one upstream: window, circuit breaker, retry budget,
// rate, and pace after refusals. It has one step before a question is sent and one after the
// question has ended, both without I/O, and counts what happens.
class upstream_policies {
public:
   using time_point = base::event_loop::time_point;

   explicit upstream_policies(upstream_limits const& limits);

   // If the verdict is `send`, the question counts as in flight from now on and settled() must be
   // called for it once.
   admission admit(time_point now) noexcept;
   admission admit_retry(time_point now) noexcept;
   void settled(settlement const& s, time_point now) noexcept;
   // A question that had ended unanswered was answered when it was asked again, here or elsewhere.
   void lost(time_point now) noexcept;

   // Whether the caller must send a trial, a question that a living upstream surely answers. The
   // trial is exempt from all limits, and trial_ended() must be called for it once.
   bool wants_trial(time_point now) noexcept;
   void trial_ended(bool answered, time_point now) noexcept;

   // Whether the upstream can be expected to answer: it has answered before and has not fallen
   // silent since.
   bool is_heard() const noexcept
   {
      return health_.answered > 0 && breaker_.admits() && !breaker_.is_silent() && !is_dropped_;
   }
   // Believes no further answer of the upstream. If other upstreams are left, nothing is sent to it
   // any more.
   void drop(drop_reason why, bool others_are_left) noexcept
   {
      health_.dropped = why;
      is_dropped_ = others_are_left;
   }
   bool is_dropped() const noexcept { return is_dropped_; }
   // The upstream did not answer its trial while others did.
   void take_for_dead(time_point now) noexcept;

   upstream_health const& health() const noexcept { return health_; }
   // Whether the upstream is asked more slowly because it refused.
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
