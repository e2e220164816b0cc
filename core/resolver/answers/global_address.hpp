// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dnslint::resolver {

// Whether the text is an IPv4 or IPv6 address that is reachable from anywhere. Multicast and
// reserved addresses are not, nor are the blocks that the IANA special-purpose address registries
// (RFC 6890) list as not globally reachable. False if the text is no address.
bool is_global(std::string const& address);

}  // namespace dnslint::resolver
