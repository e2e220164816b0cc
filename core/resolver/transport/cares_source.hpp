// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/answers/source.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace dnslint::resolver {

class asio_loop;

// What happened to the datagrams of a source. It shows which of the lost ones were lost on this
// machine.
struct datagram_counters {
   std::uint64_t sent = 0;
   std::uint64_t not_sent = 0;        // not taken by the kernel; counts as lost on the path
   std::uint64_t received = 0;        // believed answers
   std::uint64_t icmp_errors = 0;     // "connection refused": nobody listened at that time
   std::uint64_t too_short = 0;       // shorter than a header
   std::uint64_t unknown_id = 0;      // late or repeated answers, or guesses
   std::uint64_t not_a_response = 0;  // QR is 0, or the opcode is not QUERY
   std::uint64_t wrong_question = 0;
   // Answers with our question in other letters: guesses, or a server that does not keep case.
   std::uint64_t case_folded = 0;
   std::uint64_t wrong_cookie = 0;    // a DNS cookie that is not ours; a guess
   std::uint64_t late = 0;            // correct answers after their question's deadline
   std::uint64_t lost_by_kernel = 0;  // dropped for want of room, counted when a port is closed
};

// How UDP questions are sent. In both modes each source port is random and replaced after a while.
enum class send_mode : std::uint8_t {
   spread,  // at most 100 questions per source port
   // At most 1,000 questions per source port. Runs of queries of equal length go to the kernel as
   // one packet that it cuts (UDP_SEGMENT), which is much cheaper. If the kernel cannot do that,
   // they are sent singly.
   offload
};

// One server over UDP (c-ares on Asio), for up to 60,000 questions at once, and over TCP
// (stream_link). The queries are written here, with random ids from the kernel's generator and EDNS
// 1232, and go over as many channels as are needed. Answers are checked (source, id, QR, question)
// before c-ares sees them; cares_channel.cpp says how and why. Queries with EDNS carry a DNS
// cookie. Its failures are transient: "timeout", "unreachable" (no route to the server, or no more
// sockets) and "tcp-failed", and for answers that may be forged "case-folded" and "no-cookie".
// Borrows the loop, which must outlive the source. `counted` may be null.
std::unique_ptr<source> make_cares_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<datagram_counters> counted = nullptr,
   send_mode sending = send_mode::spread);

// The version of the linked library, such as "1.18.1".
std::string cares_version();

}  // namespace dnslint::resolver
