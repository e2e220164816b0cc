// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/global_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>

namespace dnslint::resolver {

namespace {

struct block {
   char const* first;
   unsigned bits;
   std::string_view use;
};

constexpr block special_ipv4[] = {
   {"0.0.0.0", 8, "this network (RFC 791)"},
   {"10.0.0.0", 8, "private use (RFC 1918)"},
   {"100.64.0.0", 10, "shared address space (RFC 6598)"},
   {"127.0.0.0", 8, "loopback (RFC 1122)"},
   {"169.254.0.0", 16, "link local (RFC 3927)"},
   {"172.16.0.0", 12, "private use (RFC 1918)"},
   {"192.0.0.0", 24, "protocol assignments (RFC 6890)"},
   {"192.0.2.0", 24, "documentation (RFC 5737)"},
   {"192.88.99.0", 24, "6to4 relays (RFC 7526)"},
   {"192.168.0.0", 16, "private use (RFC 1918)"},
   {"198.18.0.0", 15, "benchmarking (RFC 2544)"},
   {"198.51.100.0", 24, "documentation (RFC 5737)"},
   {"203.0.113.0", 24, "documentation (RFC 5737)"},
   {"224.0.0.0", 4, "multicast (RFC 5771)"},
   {"240.0.0.0", 4, "reserved (RFC 1112)"},
};

// The first block that holds an address names its use, so that those within others come first. Only
// 2000::/3 is allocated for global addresses (RFC 4291 section 2.4).
constexpr block special_ipv6[] = {
   {"::", 128, "unspecified (RFC 4291)"},
   {"::1", 128, "loopback (RFC 4291)"},
   {"::", 96, "IPv4-compatible (RFC 4291)"},
   {"::ffff:0:0", 96, "IPv4-mapped (RFC 4291)"},
   {"::ffff:0:0:0", 96, "IPv4-translated (RFC 2765)"},
   {"64:ff9b::", 96, "IPv4 behind NAT64 (RFC 6052)"},
   {"64:ff9b:1::", 48, "IPv4 behind NAT64 (RFC 8215)"},
   {"100::", 64, "discard only (RFC 6666)"},
   {"2001::", 32, "Teredo (RFC 4380)"},
   {"2001::", 23, "protocol assignments (RFC 2928)"},
   {"2001:db8::", 32, "documentation (RFC 3849)"},
   {"2002::", 16, "6to4 (RFC 3056)"},
   {"3fff::", 20, "documentation (RFC 9637)"},
   {"fc00::", 7, "unique local (RFC 4193)"},
   {"fe80::", 10, "link local (RFC 4291)"},
   {"ff00::", 8, "multicast (RFC 4291)"},
};
constexpr block global_ipv6{"2000::", 3, {}};

using bytes = std::span<std::uint8_t const>;

bool is_in(bytes address, int family, block const& b)
{
   std::array<std::uint8_t, sizeof(in6_addr)> first{};
   inet_pton(family, b.first, first.data());
   auto const whole = b.bits / 8;
   auto const rest = b.bits % 8;
   if (!std::equal(first.begin(), first.begin() + whole, address.begin()))
      return false;
   auto const mask = static_cast<std::uint8_t>(0xff00U >> rest);
   return rest == 0 || ((address[whole] ^ first.at(whole)) & mask) == 0;
}

std::string_view use_in(std::span<block const> table, bytes address, int family)
{
   auto const found = std::ranges::find_if(table, [&](block const& b) {
      return is_in(address, family, b);
   });
   return found == table.end() ? std::string_view{} : found->use;
}

}  // namespace

std::string_view special_use(bytes address)
{
   constexpr std::string_view unallocated = "not allocated";
   if (address.size() == sizeof(in_addr))
      return use_in(special_ipv4, address, AF_INET);
   if (address.size() != sizeof(in6_addr))
      return unallocated;
   auto const use = use_in(special_ipv6, address, AF_INET6);
   return use.empty() && !is_in(address, AF_INET6, global_ipv6) ? unallocated : use;
}

bool is_global(std::string const& address)
{
   std::array<std::uint8_t, sizeof(in6_addr)> raw{};
   if (inet_pton(AF_INET, address.c_str(), raw.data()) == 1)
      return special_use({raw.data(), sizeof(in_addr)}).empty();
   return inet_pton(AF_INET6, address.c_str(), raw.data()) == 1 && special_use(raw).empty();
}

}  // namespace dnslint::resolver
