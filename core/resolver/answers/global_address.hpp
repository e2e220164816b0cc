// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dnslint::resolver {

// Whether the address, IPv4 or IPv6 in text, is one of the Internet at large: in none of the blocks
// of the IANA special-purpose address registries (RFC 6890) that are not globally reachable, no
// multicast and not reserved. False for what is no address.
bool is_global(std::string const& address);

}  // namespace dnslint::resolver
