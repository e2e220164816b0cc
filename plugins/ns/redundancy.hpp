// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "name_server.hpp"

#include <dnslint/verdict.hpp>

namespace ns {

// Whether there are two servers of which each has an address that the other has not: several names
// of one machine are no redundancy (RFC 2182 section 3.1). An unknown address makes the result
// unknown only if it could change it.
dnslint::verdict have_own_addresses(server_list const& servers);

// Whether the servers' IPv4 addresses are in several /24 networks, or their IPv6 addresses in
// several /48.
dnslint::verdict are_in_several_networks(server_list const& servers);

}  // namespace ns
