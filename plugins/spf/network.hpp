// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace spf {

// ip4-network of RFC 7208 section 5.6: four numbers of 0 to 255 without leading zeros.
bool is_ip4_network(std::string_view text);

// ip6-network: the text forms of RFC 4291 section 2.2.
bool is_ip6_network(std::string_view text);

// Reads the digits of a cidr-length: 0 to `longest`, without leading zeros. Null for all else.
std::optional<std::int64_t> read_prefix_length(std::string_view digits, std::int64_t longest);

}  // namespace spf
