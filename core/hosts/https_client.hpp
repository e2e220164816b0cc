// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/guard.hpp"
#include "core/hosts/host_turns.hpp"
#include "core/hosts/https_transport.hpp"

#include <memory>
#include <vector>

namespace dnslint::hosts {

// The addresses of a name, as far as they are known.
struct found_addresses {
   std::vector<host_address> all;
   // Why there are none, or why there may be more; null if it is known that these are all.
   std::optional<base::cause> unknown;
};
// Looks up A and AAAA of a host. Calls `on_done` once at most, perhaps within the call.
using address_lookup =
   std::function<void(std::string const& host, std::function<void(found_addresses)> on_done)>;

struct https_client_parts {
   base::event_loop* loop = nullptr;  // borrowed
   std::unique_ptr<https_transport> transport;
   address_lookup look_up;
   address_guard guard;
   turn_limits limits{};
};

// A source over a transport. It reads the URL, looks up the host, asks the guard about its
// addresses, waits for a turn at each, tries them in order, and follows redirects, each as if it
// were a request of its own.
//
// Addresses are tried in turn, IPv4 and IPv6 by turns, four at most. The next one is tried if the
// connection did not come about. The time that is left is shared by the addresses that are left.
std::unique_ptr<https_source> make_https_client(https_client_parts parts);

}  // namespace dnslint::hosts
