// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/cares_source.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <sys/types.h>
#include <sys/uio.h>

namespace dnslint::resolver {

// Non-blocking, closed on exec, with a receive buffer for thousands of answers (the default loses
// them from 270 in flight on) or without Nagle's delay. -1 with errno when the system refuses.
int open_query_socket(int family, int type);

// Sends on a connected UDP socket. What the kernel does not take counts as lost on the way, and so
// the result is always the size: the library takes any error for a dead server.
ssize_t send_datagram(int socket, std::span<iovec const> parts, datagram_counters& counted);

// As sendmsg(2), without SIGPIPE.
ssize_t send_stream(int socket, std::span<iovec const> parts);

// The next datagram, in `buffer`; null when there is none. ICMP errors are counted and passed over:
// they tell about one datagram, the library would fail every question in flight.
std::optional<std::string_view> receive_datagram(
   int socket, std::span<char> buffer, datagram_counters& counted);

}  // namespace dnslint::resolver
