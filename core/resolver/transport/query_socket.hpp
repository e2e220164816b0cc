// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/cares_source.hpp"

#include <cstdint>
#include <span>
#include <sys/types.h>
#include <sys/uio.h>

namespace dnslint::resolver {

// Opens a socket that does not block and is closed on exec. A datagram socket gets buffers for
// thousands of datagrams, since the default loses answers from 270 in flight on. A stream socket
// has no Nagle delay. The result is -1 with errno if the system refuses.
int open_query_socket(int family, int type);

// Sends queries on a connected UDP socket. Queries that the kernel does not take count as lost on
// the path. ICMP errors are only counted, since each is about one earlier datagram.
void send_datagrams(int socket, std::span<iovec const> queries, datagram_counters& counted);

// The same, but each run of queries of equal length is one packet that the kernel cuts late
// (UDP_SEGMENT). Reorders `queries`. False if the kernel or the device cannot do that; the rest was
// then sent singly.
bool send_segmented(int socket, std::span<iovec> queries, datagram_counters& counted);

// Whether the kernel knows UDP_SEGMENT (Linux 4.18).
bool knows_segmentation(int socket);

// How many datagrams the kernel has dropped for want of room since the socket was opened.
std::uint64_t datagrams_lost(int socket);

}  // namespace dnslint::resolver
