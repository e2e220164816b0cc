// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"
#include "core/hosts/tls_view.hpp"
#include "core/hosts/trust_store.hpp"

#include <chrono>
#include <optional>
#include <string>

struct ssl_ctx_st;

namespace dnslint::hosts {

// What the TLS of one connection must prove, and what was seen of it.
struct tls_watch {
   trust_store trusted;
   std::chrono::sys_seconds now{};  // the time as of which certificates are judged
   std::string host;
   std::optional<host_address> literal;  // the host, if it is an address

   tls_view seen{};
   bool is_done = false;    // whether the handshake has ended well
   bool is_closed = false;  // whether the host has ended the stream as TLS demands it
   std::string alert{};     // the fatal alert that the host sent, such as "handshake failure"
};

// Lets every connection of the context judge its chain as `watch` says. All errors of a chain are
// gathered before the handshake is refused. Nothing of the environment counts.
void watch_tls(ssl_ctx_st* context, tls_watch& watch);

}  // namespace dnslint::hosts
