// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// What an address is reserved for, such as "loopback (RFC 1122)". Empty if it is reachable from
// anywhere. Multicast and reserved addresses are not, nor are the blocks that the IANA
// special-purpose address registries (RFC 6890) list as not globally reachable. A block is refused
// whole even if a few addresses in it are global, since those are anycast addresses of protocols
// (192.0.0.9, 2001:1::1). `address` has 4 or 16 bytes.
std::string_view special_use(std::span<std::uint8_t const> address);

// Whether the text is an IPv4 or IPv6 address without a special use. False if it is no address.
bool is_global(std::string const& address);

}  // namespace dnslint::resolver
