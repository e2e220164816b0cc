// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/global_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>

namespace dnslint::resolver {

namespace {

struct block {
   char const* first;
   unsigned bits;
};

constexpr block special_ipv4[] = {
   {"0.0.0.0", 8},
   {"10.0.0.0", 8},
   {"100.64.0.0", 10},
   {"127.0.0.0", 8},
   {"169.254.0.0", 16},
   {"172.16.0.0", 12},
   {"192.0.0.0", 24},
   {"192.0.2.0", 24},
   {"192.88.99.0", 24},
   {"192.168.0.0", 16},
   {"198.18.0.0", 15},
   {"198.51.100.0", 24},
   {"203.0.113.0", 24},
   {"224.0.0.0", 3},
};

// Only 2000::/3 is allocated for global IPv6 addresses. These blocks in it are not global.
constexpr block special_ipv6[] = {
   {"2001::", 23},
   {"2001:db8::", 32},
   {"2002::", 16},
   {"3fff::", 20},
};

using bytes = std::array<std::uint8_t, 16>;

bool is_in(bytes const& address, int family, block const& b)
{
   bytes first{};
   inet_pton(family, b.first, first.data());
   auto const whole = b.bits / 8;
   auto const rest = b.bits % 8;
   if (!std::equal(address.begin(), address.begin() + whole, first.begin()))
      return false;
   auto const mask = static_cast<std::uint8_t>(0xff00U >> rest);
   return rest == 0 || ((address.at(whole) ^ first.at(whole)) & mask) == 0;
}

}  // namespace

bool is_global(std::string const& address)
{
   bytes raw{};
   auto const within = [&](int family) {
      return [&raw, family](block const& b) {
         return is_in(raw, family, b);
      };
   };
   if (inet_pton(AF_INET, address.c_str(), raw.data()) == 1)
      return std::ranges::none_of(special_ipv4, within(AF_INET));
   return inet_pton(AF_INET6, address.c_str(), raw.data()) == 1 &&
          is_in(raw, AF_INET6, {"2000::", 3}) &&
          std::ranges::none_of(special_ipv6, within(AF_INET6));
}

}  // namespace dnslint::resolver
