// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/reply.hpp"
#include "core/resolver/upstream/circuit_breaker.hpp"
#include "core/resolver/upstream/upstream_drop.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dnslint::resolver {

// What one upstream did in this run, for the statistics.
struct upstream_health {
   using fine = std::chrono::microseconds;

   std::uint64_t sent = 0;
   std::uint64_t retries = 0;   // included in `sent`
   std::uint64_t answered = 0;  // whatever the answer said
   std::uint64_t unanswered = 0;
   std::uint64_t lost = 0;          // included in `unanswered`; answered when asked again
   std::uint64_t servfail = 0;      // among those answered
   std::uint64_t refused = 0;       // among those answered
   std::uint64_t unproved = 0;      // among those answered
   std::uint64_t times_slowed = 0;  // how often it was asked too fast and refused
   fine smoothed_rtt{0};            // over answers that are no failures
   fine least_rtt{0};
   drop_reason dropped = drop_reason::none;
   circuit_breaker::condition breaker = circuit_breaker::condition::closed;

   void note(reply result, fine rtt) noexcept;
};

struct upstream_report {
   std::string where;  // "192.0.2.1:53"
   upstream_health health;
};

// A problem of one upstream, as people read it.
struct upstream_remark {
   std::string where;
   std::string remark;  // "answered none of 120 questions, while others answer"
   std::string advice;  // a whole sentence

   bool operator==(upstream_remark const&) const = default;
};

// Names each upstream that is dead (answered nothing), failing (most answers are SERVFAIL, REFUSED
// or prove nothing) or slow (five times the others' median and over 100 ms) while others are not.
// With a single upstream this cannot be said, since the names or the network may be at fault. An
// upstream that refuses because it is asked too fast is named in any case. The remarks are in the
// order of `all`.
std::vector<upstream_remark> remarks_on(std::span<upstream_report const> all);

// The index of the upstream to ask first: the first one without a problem.
std::size_t best_of(std::span<upstream_report const> all);

}  // namespace dnslint::resolver
