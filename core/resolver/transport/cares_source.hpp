// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/answers/source.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace dnslint::resolver {

class asio_loop;

// What happened to the datagrams of a source: how far what was lost was lost here.
struct datagram_counters {
   std::uint64_t sent = 0;
   std::uint64_t not_sent = 0;        // the kernel would not take it: as good as lost on the way
   std::uint64_t received = 0;        // believed
   std::uint64_t icmp_errors = 0;     // "connection refused": nobody listens, or did for a moment
   std::uint64_t too_short = 0;       // no whole header
   std::uint64_t unknown_id = 0;      // late, doubled, or a guess
   std::uint64_t not_a_response = 0;  // QR 0 or a foreign opcode
   std::uint64_t wrong_question = 0;
   std::uint64_t case_folded = 0;   // the question in other letters than ours: a guess, or a server
                                    // that does not keep case
   std::uint64_t wrong_cookie = 0;  // a DNS cookie that is not ours: a guess
   std::uint64_t late = 0;          // believed after its question's deadline
   std::uint64_t lost_by_kernel = 0;  // for want of room, of ports that are closed
};

// How UDP questions leave. Either way each source port is random, and renewed.
enum class send_mode : std::uint8_t {
   spread,  // at most 100 questions a source port
   offload  // at most 1,000, and runs of equal length as one packet that the kernel cuts
            // (UDP_SEGMENT), which costs it much less; where it cannot, singly
};

// One server over UDP (c-ares on Asio), for up to 60,000 questions at once, and over TCP
// (stream_link). Questions are ours (random ids from the kernel's generator, EDNS 1232), go over as
// many channels as are needed, and answers are checked (source, id, QR, question) before c-ares
// sees them; cares_channel.cpp says how and why. Queries with EDNS carry a DNS cookie. Failures:
// transient "timeout", "unreachable" (no route to the server, no more sockets), "tcp-failed", and
// "case-folded" and "no-cookie" of answers that may be forged. Borrows the loop, which must outlive
// it. `counted` may be null.
std::unique_ptr<source> make_cares_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<datagram_counters> counted = nullptr,
   send_mode sending = send_mode::spread);

// "1.18.1", of the library that is linked.
std::string cares_version();

}  // namespace dnslint::resolver
