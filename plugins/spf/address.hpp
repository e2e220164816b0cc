// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spf {

// An IPv4 or IPv6 address. IPv4 uses the first four bytes; the others are zero.
struct address {
   std::array<std::uint8_t, 16> bytes{};
   bool is_ip6 = false;

   bool operator==(address const&) const = default;
};

std::optional<address> read_address(std::string_view text);

// RFC 7208 section 5: an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is the IPv4 one.
address without_mapping(address const& a);

// Whether the first `prefix` bits are equal; never across families.
bool is_in_network(address const& a, address const& network, std::size_t prefix);

// The forms that macros need (section 7.3).
std::string readable(address const& a);           // %{c}: "192.0.2.3", "2001:db8::cb01"
std::string dotted(address const& a);             // %{i}: IPv6 as 32 nibbles with dots between
std::string_view reverse_zone(address const& a);  // %{v}: "in-addr" or "ip6"
std::string reverse_name(address const& a);       // whose PTR records name the host

}  // namespace spf
