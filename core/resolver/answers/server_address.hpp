// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// The address and port of an upstream or a name server. In text an IPv6 address stands in brackets
// when a port follows: "[2001:db8::1]:53".
struct server_address {
   std::string address;  // IPv4 or IPv6, canonical text
   std::uint16_t port = 53;
   std::string to_text() const;  // always with the port
   bool operator==(server_address const&) const = default;
   auto operator<=>(server_address const&) const = default;
};
base::result<server_address> server_from_text(
   std::string_view text, std::uint16_t default_port = 53);
// The name servers that a file in the format of resolv.conf(5) lists. If it lists none, the error
// says what to do.
base::result<std::vector<server_address>> system_servers(std::string const& path);

}  // namespace dnslint::resolver
