// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/reply.hpp"
#include "core/resolver/upstream/circuit_breaker.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dnslint::resolver {

// Why an upstream is believed nothing any more.
enum class drop_reason : std::uint8_t { none, control, contradictions };

// What is known of one upstream, for the run's statistics.
struct upstream_health {
   using fine = std::chrono::microseconds;

   std::uint64_t sent = 0;
   std::uint64_t retries = 0;   // among those sent
   std::uint64_t answered = 0;  // whatever the answer said
   std::uint64_t unanswered = 0;
   std::uint64_t lost = 0;          // among the unanswered: answered when asked again
   std::uint64_t servfail = 0;      // among those answered
   std::uint64_t refused = 0;       // among those answered
   std::uint64_t unproved = 0;      // among those answered
   std::uint64_t times_slowed = 0;  // since it refused what it was asked too fast
   fine smoothed_rtt{0};            // of answers that are no failures
   fine least_rtt{0};
   drop_reason dropped = drop_reason::none;
   circuit_breaker::condition breaker = circuit_breaker::condition::closed;

   void note(reply result, fine rtt) noexcept;
};

struct upstream_report {
   std::string where;  // "192.0.2.1:53"
   upstream_health health;
};

// One thing that is wrong with an upstream, for people.
struct upstream_remark {
   std::string where;
   std::string remark;  // "answered none of 120 questions, while others answer"
   std::string advice;  // a sentence

   bool operator==(upstream_remark const&) const = default;
};

// Names each upstream that is dead (nothing answered), failing (most answers are SERVFAIL, REFUSED
// or prove nothing) or slow (five times the others' median, and over 100 ms) while others are not.
// Of one alone none of these can be said: what fails may be the names or the network. And each that
// refuses what it is asked too fast. In the order of `all`.
std::vector<upstream_remark> remarks_on(std::span<upstream_report const> all);

// The one to ask first: the first of which there is nothing bad to be said.
std::size_t best_of(std::span<upstream_report const> all);

}  // namespace dnslint::resolver
