// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_SPECIAL_ADDRESS_HPP
#define DNSLINT_SPECIAL_ADDRESS_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dnslint {

namespace detail {

// The addresses that begin with the first `bits` bits of `prefix`.
struct special_block {
   std::array<std::uint8_t, 16> prefix;
   std::size_t bits;
   std::string_view use;
};

constexpr std::array special_ipv4_blocks{
   special_block{{0}, 8, "this network (RFC 791)"},
   special_block{{10}, 8, "private use (RFC 1918)"},
   special_block{{100, 64}, 10, "shared address space (RFC 6598)"},
   special_block{{127}, 8, "loopback (RFC 1122)"},
   special_block{{169, 254}, 16, "link local (RFC 3927)"},
   special_block{{172, 16}, 12, "private use (RFC 1918)"},
   special_block{{192, 0, 0}, 24, "protocol assignments (RFC 6890)"},
   special_block{{192, 168}, 16, "private use (RFC 1918)"},
   special_block{{198, 18}, 15, "benchmarking (RFC 2544)"},
   special_block{{224}, 4, "multicast (RFC 5771)"},
   special_block{{240}, 4, "reserved (RFC 1112)"}};

constexpr std::array special_ipv6_blocks{
   special_block{{}, 128, "unspecified (RFC 4291)"},
   special_block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback (RFC 4291)"},
   special_block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "IPv4-mapped (RFC 4291)"},
   special_block{{0x01}, 64, "discard only (RFC 6666)"},
   special_block{{0xfc}, 7, "unique local (RFC 4193)"},
   special_block{{0xfe, 0x80}, 10, "link local (RFC 4291)"},
   special_block{{0xff}, 8, "multicast (RFC 4291)"}};

constexpr bool begins_as(special_block const& block, std::string_view address)
{
   auto const byte = [&](std::size_t i) {
      return static_cast<std::uint8_t>(address[i]);
   };
   auto const whole = block.bits / 8;
   for (std::size_t i = 0; i != whole; ++i)
      if (byte(i) != block.prefix[i])
         return false;
   auto const rest = block.bits % 8;
   return rest == 0 || (byte(whole) ^ block.prefix[whole]) >> (8 - rest) == 0;
}

constexpr std::string_view find_special_use(
   std::span<special_block const> blocks, std::string_view address, std::size_t prefix)
{
   for (auto const& block : blocks)
      if (prefix >= block.bits && begins_as(block, address))
         return block.use;
   return {};
}

}  // namespace detail

// What a network is reserved for when no address in it can be reached from the Internet: "private
// use (RFC 1918)". Empty for all others. `address` has 4 or 16 bytes, as the RDATA of A or AAAA;
// the network has the first `prefix` bits of it, the address alone if nothing is said.
//
// The blocks are those of the special-purpose address registries (RFC 6890) that are not globally
// reachable, and multicast. The blocks for documentation are left out, since examples and the zones
// of labs are made of them.
constexpr std::string_view special_use(std::string_view address, std::size_t prefix = 128)
{
   if (address.size() == 4)
      return detail::find_special_use(detail::special_ipv4_blocks, address, prefix);
   return address.size() == 16
             ? detail::find_special_use(detail::special_ipv6_blocks, address, prefix)
             : std::string_view{};
}

}  // namespace dnslint

#endif
