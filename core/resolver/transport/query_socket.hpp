// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/cares_source.hpp"

#include <cstdint>
#include <span>
#include <sys/types.h>
#include <sys/uio.h>

namespace dnslint::resolver {

// Non-blocking, closed on exec, with buffers for thousands of datagrams (the default loses answers
// from 270 in flight on) or without Nagle's delay. -1 with errno when the system refuses.
int open_query_socket(int family, int type);

// Sends queries on a connected UDP socket. What the kernel does not take counts as lost on the way;
// ICMP errors are counted and passed over: they tell about one datagram sent earlier.
void send_datagrams(int socket, std::span<iovec const> queries, datagram_counters& counted);

// The same, runs of equal length as one packet each that is cut late (UDP_SEGMENT); reorders
// `queries`. False when the kernel or the device cannot do so: then the rest has gone out singly.
bool send_segmented(int socket, std::span<iovec> queries, datagram_counters& counted);

// Whether the kernel knows UDP_SEGMENT (Linux 4.18).
bool knows_segmentation(int socket);

// How many datagrams the kernel had no room for, over the socket's life.
std::uint64_t datagrams_lost(int socket);

}  // namespace dnslint::resolver
