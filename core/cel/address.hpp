// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// An IPv4 address in the first four bytes, or an IPv6 address.
struct ip_address {
   std::array<std::uint8_t, 16> bytes{};
   std::uint8_t size = 4;  // 4 or 16

   bool operator==(ip_address const&) const = default;
};

// Some leading bits of an address; the others are kept as written.
struct ip_network {
   ip_address base;
   std::uint8_t prefix_length = 0;  // bits

   bool operator==(ip_network const&) const = default;
};

// "192.0.2.1", "2001:db8::1". Neither zones nor IPv4-mapped IPv6 addresses; no leading zeros.
std::optional<ip_address> address_from_text(std::string_view text);
// The same and IPv4-mapped IPv6 addresses ("::ffff:192.0.2.1"), which an AAAA record may hold.
std::optional<ip_address> any_address_from_text(std::string_view text);
// "192.0.2.0/24"
std::optional<ip_network> network_from_text(std::string_view text);
std::string to_text(ip_address const& a);  // RFC 5952
std::string to_text(ip_network const& n);

bool contains(ip_network const& n, ip_address const& a);
bool contains(ip_network const& outer, ip_network const& inner);
ip_network masked(ip_network const& n);

// Globally reachable by the registries of special-purpose addresses (RFC 6890): neither private,
// shared, reserved, for documentation, multicast, loopback, link-local nor IPv4-mapped.
bool is_global(ip_address const& a);

}  // namespace dnslint::cel
