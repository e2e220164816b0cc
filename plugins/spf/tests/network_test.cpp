// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace {

using spf::is_ip4_network;
using spf::is_ip6_network;
using spf::read_prefix_length;

// qnum: 0 to 255 without leading zeros.
TEST(ip4_network, is_four_numbers)
{
   for (auto const* good : {"0.0.0.0", "192.0.2.1", "255.255.255.255", "1.10.100.9"})
      EXPECT_TRUE(is_ip4_network(good)) << good;
   for (auto const* bad :
        {"",
         "192.0.2",
         "192.0.2.",
         ".192.0.2",
         "192.0.2.1.1",
         "192.0.2.256",
         "192.0.2.01",
         "192.0.2.1a",
         "192..2.1",
         "192.0.2.1000",
         "192.0.2.-1",
         "0x1.0.2.1",
         " 192.0.2.1",
         "3221225985"})
      EXPECT_FALSE(is_ip4_network(bad)) << bad;
}

TEST(ip6_network, has_the_forms_of_rfc4291)
{
   for (auto const* good :
        {"2001:DB8:0:0:8:800:200C:417A",
         "2001:db8::8:800:200c:417a",
         "::",
         "::1",
         "1::",
         "1:2:3:4:5:6:7::",
         "::2:3:4:5:6:7:8",
         "1::8",
         "::ffff:129.144.52.38",
         "::13.1.68.3",
         "0:0:0:0:0:0:13.1.68.3",
         "1:2:3:4:5::13.1.68.3"})
      EXPECT_TRUE(is_ip6_network(good)) << good;
   for (auto const* bad :
        {"",
         ":",
         ":::",
         "1",
         "1:2:3:4:5:6:7",
         "1:2:3:4:5:6:7:8:9",
         "1:2:3:4:5:6:7:8::",
         "1::3::5",
         "1:",
         ":1",
         "1:2:3:4:5:6:7:",
         "::12345",
         "::g",
         "::1.2.3",
         "::1.2.3.4:5",
         "1.2.3.4::",
         "1:2:3:4:5:6:7:1.2.3.4",
         "192.0.2.1",
         "fe80::1%eth0",
         "[::1]"})
      EXPECT_FALSE(is_ip6_network(bad)) << bad;
}

TEST(ip6_network, agrees_with_the_system)
{
   std::mt19937 random{11};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts each time
   std::string const alphabet = "::::00123afF.";
   for (int i = 0; i != 200'000; ++i) {
      std::string text(random() % 20, '\0');
      for (auto& c : text)
         c = alphabet[random() % alphabet.size()];
      in6_addr out{};
      EXPECT_EQ(is_ip6_network(text), inet_pton(AF_INET6, text.c_str(), &out) == 1) << text;
   }
}

TEST(prefix_length, is_a_number_without_leading_zeros)
{
   EXPECT_EQ(read_prefix_length("0", 32), 0);
   EXPECT_EQ(read_prefix_length("32", 32), 32);
   EXPECT_EQ(read_prefix_length("128", 128), 128);
   EXPECT_EQ(read_prefix_length("33", 32), std::nullopt);
   EXPECT_EQ(read_prefix_length("129", 128), std::nullopt);
   for (auto const* bad : {"", "00", "08", "-1", "+1", "1a", " 1", "1000", "99999999999999999999"})
      EXPECT_EQ(read_prefix_length(bad, 128), std::nullopt) << bad;
}

}  // namespace
