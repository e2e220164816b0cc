// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/upstream/policy.hpp"

#include <cstddef>
#include <cstdint>

namespace dnslint::resolver {

// One exchange that is to be made, with the number of its try. TCP after a truncated answer belongs
// to the same try.
struct attempt {
   unsigned number = 1;
   std::size_t upstream = 0;
   transport via = transport::udp;
   base::event_loop::duration wait{0};  // before the exchange
   bool edns = true;
   unsigned patience = 1;    // the timeout of the exchange, in timeouts of the policy
   bool new_cookie = false;  // the server refused the cookie and sent another cookie
   bool operator==(attempt const&) const = default;
};

// The attempt that follows on an answer, or null if the answer stands, whatever it says. This only
// decides; the resolvers make the attempt. `jitter` is any number that differs between questions.
// Equal numbers give equal waits.
std::optional<attempt> next_attempt(
   attempt const& made,
   answer const& got,
   policy const& asking,
   std::size_t upstreams,
   std::uint64_t jitter);

// Whether the question must be asked again over a connection, because its answer was cut or may be
// forged.
bool needs_a_stream(answer const& got);

// How many timeouts of the policy a last try over TCP may take where datagrams are lost.
unsigned patience_with_tcp(policy const& asking);

// The wait before try `number`, which is 2 or more. The wait doubles with each try up to 30
// seconds, and `jitter` takes off up to half of it.
base::event_loop::duration back_off_before(
   unsigned number, policy const& asking, std::uint64_t jitter);

}  // namespace dnslint::resolver
