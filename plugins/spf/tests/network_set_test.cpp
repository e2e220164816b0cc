// SPDX-License-Identifier: Apache-2.0
#include "network_set.hpp"

#include <gtest/gtest.h>
#include <random>
#include <set>
#include <string>

namespace {

using spf::address_number;
using spf::network_set;
using spf::width_of;

network_set set_of(std::initializer_list<std::pair<char const*, std::size_t>> networks)
{
   network_set set;
   for (auto const& [text, prefix] : networks)
      set.add(*spf::read_address(text), prefix);
   return set;
}

TEST(network_set, counts_each_address_once)
{
   EXPECT_EQ(
      set_of({{"192.0.2.77", 24}, {"192.0.2.7", 32}, {"192.0.3.0", 31}}).size(),
      (address_number{0, 258}));
   EXPECT_EQ(set_of({{"0.0.0.0", 0}}).size(), (address_number{0, 4'294'967'296}));
   EXPECT_EQ(set_of({{"2001:db8::", 32}}).size(), (address_number{std::uint64_t{1} << 32U, 0}));
   EXPECT_EQ(set_of({{"::", 0}}).size(), (address_number{~std::uint64_t{0}, ~std::uint64_t{0}}));
}

TEST(network_set, joins_networks_that_touch)
{
   EXPECT_EQ(set_of({{"128.0.0.0", 1}, {"0.0.0.0", 1}}), set_of({{"0.0.0.0", 0}}));
   EXPECT_EQ(set_of({{"8000::", 1}, {"::", 1}}), set_of({{"::", 0}}));
   EXPECT_EQ(set_of({{"2001:db8::", 64}, {"2001:db8:0:1::", 64}}).ranges(), 1U);
   EXPECT_EQ(set_of({{"2001:db8::", 64}, {"2001:db8:0:2::", 64}}).ranges(), 2U);
   EXPECT_EQ(set_of({{"192.0.2.0", 32}, {"192.0.2.2", 32}, {"192.0.2.1", 32}}).ranges(), 1U);
}

TEST(network_set, has_the_width_of_one_network_as_large)
{
   EXPECT_EQ(width_of({}, 32), 33U);
   EXPECT_EQ(width_of(set_of({{"192.0.2.1", 32}}), 32), 32U);
   EXPECT_EQ(width_of(set_of({{"192.0.2.1", 32}, {"192.0.2.9", 32}}), 32), 31U);
   EXPECT_EQ(width_of(set_of({{"192.0.2.0", 31}, {"192.0.2.9", 32}}), 32), 30U);
   EXPECT_EQ(width_of(set_of({{"10.0.0.0", 8}}), 32), 8U);
   EXPECT_EQ(width_of(set_of({{"0.0.0.0", 1}}), 32), 1U);
   EXPECT_EQ(width_of(set_of({{"0.0.0.0", 1}, {"192.0.2.1", 32}}), 32), 0U);
   EXPECT_EQ(width_of(set_of({{"::1", 128}}), 128), 128U);
   EXPECT_EQ(width_of(set_of({{"2001::", 16}}), 128), 16U);
   EXPECT_EQ(width_of(set_of({{"::", 0}}), 128), 0U);
}

TEST(network_set, leaves_what_the_other_set_does_not_have)
{
   auto const all = set_of({{"0.0.0.0", 0}});
   EXPECT_EQ(all.without({}), all);
   EXPECT_TRUE(all.without(all).empty());
   EXPECT_EQ(all.without(set_of({{"128.0.0.0", 1}})), set_of({{"0.0.0.0", 1}}));
   EXPECT_EQ(set_of({{"::", 0}}).without(set_of({{"8000::", 1}})), set_of({{"::", 1}}));
   EXPECT_EQ(
      set_of({{"192.0.2.0", 30}}).without(set_of({{"192.0.2.1", 32}, {"192.0.2.3", 32}})),
      set_of({{"192.0.2.0", 32}, {"192.0.2.2", 32}}));
}

// Against sets of single addresses: the lower 6 bits, in the lower and upper half of IPv6.
TEST(network_set_property, agrees_with_single_addresses)
{
   std::mt19937 random{4632};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same sets each time
   for (int round = 0; round != 500; ++round) {
      network_set sets[2];
      std::set<unsigned> singles[2];
      for (int n = 0; n != 12; ++n) {
         auto const which = random() % 2;
         auto const host = static_cast<unsigned>(random() % 64);
         auto const bits = random() % 5;
         spf::address a;
         a.is_ip6 = true;
         a.bytes[7] = static_cast<std::uint8_t>(host >> 5U);
         a.bytes[15] = static_cast<std::uint8_t>(host & 31U);
         sets[which].add(a, 128 - bits);
         for (auto i = host >> bits << bits; i != ((host >> bits) + 1) << bits; ++i)
            singles[which].insert(i);
      }
      auto const rest = sets[0].without(sets[1]);
      auto expected = singles[0];
      for (auto const i : singles[1])
         expected.erase(i);
      EXPECT_EQ(sets[0].size().low, singles[0].size());
      EXPECT_EQ(rest.size().low, expected.size());
      auto both = rest;
      both.add(sets[1]);
      auto either = sets[0];
      either.add(sets[1]);
      EXPECT_EQ(both, either);
   }
}

}  // namespace
