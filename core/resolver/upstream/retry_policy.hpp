// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/upstream/policy.hpp"

#include <cstddef>
#include <cstdint>

namespace dnslint::resolver {

// One exchange that is to be made, and how many tries it makes with those before it. TCP after a
// truncated answer belongs to the same try.
struct attempt {
   unsigned number = 1;
   std::size_t upstream = 0;
   transport via = transport::udp;
   base::event_loop::duration wait{0};  // before it
   bool edns = true;
   unsigned patience = 1;    // times the policy's timeout
   bool new_cookie = false;  // the server has refused the cookie and given another
   bool operator==(attempt const&) const = default;
};

// What follows on an attempt's answer: the next attempt, or null when the answer stands, good or
// not. Decides only; the shared resolver does. `jitter` is any number that differs between
// questions: equal ones give equal waits.
std::optional<attempt> next_attempt(
   attempt const& made,
   answer const& got,
   policy const& asking,
   std::size_t upstreams,
   std::uint64_t jitter);

// What only a connection settles: an answer that was cut, or may be forged.
bool needs_a_stream(answer const& got);

// Of a last try over TCP where datagrams are lost, in timeouts.
unsigned patience_with_tcp(policy const& asking);

// The wait before try `number` (2 or more): doubled for each further one, at most 30 seconds, less
// up to a half of it by `jitter`.
base::event_loop::duration back_off_before(
   unsigned number, policy const& asking, std::uint64_t jitter);

}  // namespace dnslint::resolver
