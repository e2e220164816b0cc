// SPDX-License-Identifier: Apache-2.0
#include "special_address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mx {
namespace {

// A block of addresses: those that begin with the first `bits` bits of `prefix`.
struct block {
   std::array<std::uint8_t, 16> prefix;
   std::size_t bits;
   std::string_view use;
};

constexpr std::array ipv4_blocks{
   block{{0}, 8, "this network (RFC 791)"},
   block{{10}, 8, "private use (RFC 1918)"},
   block{{100, 64}, 10, "shared address space (RFC 6598)"},
   block{{127}, 8, "loopback (RFC 1122)"},
   block{{169, 254}, 16, "link local (RFC 3927)"},
   block{{172, 16}, 12, "private use (RFC 1918)"},
   block{{192, 0, 0}, 24, "protocol assignments (RFC 6890)"},
   block{{192, 168}, 16, "private use (RFC 1918)"},
   block{{198, 18}, 15, "benchmarking (RFC 2544)"},
   block{{224}, 4, "multicast (RFC 5771)"},
   block{{240}, 4, "reserved (RFC 1112)"}};

constexpr std::array ipv6_blocks{
   block{{}, 128, "unspecified (RFC 4291)"},
   block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback (RFC 4291)"},
   block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "IPv4-mapped (RFC 4291)"},
   block{{0x01}, 64, "discard only (RFC 6666)"},
   block{{0xfc}, 7, "unique local (RFC 4193)"},
   block{{0xfe, 0x80}, 10, "link local (RFC 4291)"},
   block{{0xff}, 8, "multicast (RFC 4291)"}};

bool is_in(block const& b, std::string_view address)
{
   auto const byte = [&](std::size_t i) {
      return static_cast<std::uint8_t>(address[i]);
   };
   auto const whole = b.bits / 8;
   for (std::size_t i = 0; i != whole; ++i)
      if (byte(i) != b.prefix[i])
         return false;
   auto const rest = b.bits % 8;
   return rest == 0 || (byte(whole) ^ b.prefix[whole]) >> (8 - rest) == 0;
}

std::string_view find(std::span<block const> blocks, std::string_view address)
{
   for (auto const& b : blocks)
      if (is_in(b, address))
         return b.use;
   return {};
}

}  // namespace

std::string_view special_use(std::string_view address)
{
   if (address.size() == 4)
      return find(ipv4_blocks, address);
   return address.size() == 16 ? find(ipv6_blocks, address) : std::string_view{};
}

}  // namespace mx
