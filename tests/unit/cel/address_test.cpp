// SPDX-License-Identifier: Apache-2.0
#include "core/cel/address.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dnslint;

cel::ip_address ip(std::string_view text)
{
   auto const read = cel::any_address_from_text(text);
   EXPECT_TRUE(read) << text;
   return read.value_or(cel::ip_address{});
}

cel::ip_network net(std::string_view text)
{
   auto const read = cel::network_from_text(text);
   EXPECT_TRUE(read) << text;
   return read.value_or(cel::ip_network{});
}

TEST(ip_address, is_read_and_written_in_its_shortest_form)
{
   struct form {
      std::string_view written;
      std::string_view canonical;
   };
   for (auto const& f : {
           form{"192.0.2.1", "192.0.2.1"},
           form{"0.0.0.0", "0.0.0.0"},
           form{"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
           form{"2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"},
           form{"0:0:0:0:0:0:0:0", "::"},
           form{"::0001", "::1"},
           form{"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
        })
      EXPECT_EQ(cel::to_text(ip(f.written)), f.canonical) << f.written;
}

TEST(ip_address, is_nothing_else)
{
   using namespace std::string_view_literals;
   for (auto const text :
        {""sv,
         "192.0.2"sv,
         "192.0.2.256"sv,
         "192.0.02.1"sv,
         "1.2.3.4 "sv,
         "192.0.2.1\0"sv,
         "1.2.3.4\0x"sv,
         "0x7f.0.0.1"sv,
         ":::"sv,
         "1::2::3"sv,
         "12345::"sv,
         "fe80::1%eth0"sv,
         "::1/128"sv,
         "[::1]"sv,
         "1:2:3:4:5:6:7"sv,
         "2130706433"sv})
      EXPECT_FALSE(cel::any_address_from_text(text)) << text;
}

// An expression that compares addresses must not meet one address in two forms.
TEST(ip_address, in_an_expression_is_not_mapped)
{
   EXPECT_FALSE(cel::address_from_text("::ffff:192.0.2.1"));
   EXPECT_FALSE(cel::address_from_text("::ffff:0:0"));
   EXPECT_TRUE(cel::any_address_from_text("::ffff:192.0.2.1"));
   EXPECT_TRUE(cel::address_from_text("::fffe:192.0.2.1"));
   EXPECT_FALSE(cel::network_from_text("::ffff:192.0.2.0/120"));
}

TEST(ip_network, is_an_address_with_a_length)
{
   EXPECT_EQ(cel::to_text(net("192.0.2.7/24")), "192.0.2.7/24") << "its other bits are kept";
   EXPECT_EQ(cel::to_text(net("::/0")), "::/0");
   EXPECT_EQ(net("2001:db8::/128").prefix_length, 128);
   EXPECT_EQ(net("0.0.0.0/32").prefix_length, 32);
}

TEST(ip_network, is_nothing_else)
{
   for (auto const* const text :
        {"192.0.2.0",
         "192.0.2.0/",
         "/24",
         "192.0.2.0/33",
         "::/129",
         "192.0.2.0/-1",
         "192.0.2.0/024",
         "192.0.2.0/00",
         "192.0.2.0/2 4",
         "192.0.2.0/24x",
         "192.0.2.0/+24",
         "192.0.2.0/99999999999999999999",
         "192.0.2.0/24/24",
         "192.0.2/24"})
      EXPECT_FALSE(cel::network_from_text(text)) << text;
}

TEST(ip_network, contains_addresses_by_their_leading_bits)
{
   EXPECT_TRUE(contains(net("192.0.2.0/24"), ip("192.0.2.255")));
   EXPECT_FALSE(contains(net("192.0.2.0/24"), ip("192.0.3.0")));
   EXPECT_TRUE(contains(net("192.0.2.128/25"), ip("192.0.2.129")));
   EXPECT_FALSE(contains(net("192.0.2.128/25"), ip("192.0.2.127")));
   EXPECT_TRUE(contains(net("192.0.2.4/31"), ip("192.0.2.5")));
   EXPECT_FALSE(contains(net("192.0.2.4/31"), ip("192.0.2.6")));
   EXPECT_TRUE(contains(net("192.0.2.4/32"), ip("192.0.2.4")));
   EXPECT_FALSE(contains(net("192.0.2.4/32"), ip("192.0.2.5")));
   EXPECT_TRUE(contains(net("2001:db8::/33"), ip("2001:db8:7fff::")));
   EXPECT_FALSE(contains(net("2001:db8::/33"), ip("2001:db8:8000::")));
}

TEST(ip_network, of_no_bits_contains_all_of_its_family_and_none_of_the_other)
{
   EXPECT_TRUE(contains(net("0.0.0.0/0"), ip("255.255.255.255")));
   EXPECT_FALSE(contains(net("0.0.0.0/0"), ip("::")));
   EXPECT_TRUE(contains(net("::/0"), ip("ffff::")));
   EXPECT_FALSE(contains(net("::/0"), ip("0.0.0.0")));
}

TEST(ip_network, contains_networks_that_are_no_wider)
{
   EXPECT_TRUE(contains(net("10.0.0.0/8"), net("10.1.0.0/16")));
   EXPECT_TRUE(contains(net("10.0.0.0/8"), net("10.0.0.0/8")));
   EXPECT_FALSE(contains(net("10.1.0.0/16"), net("10.0.0.0/8")));
   EXPECT_FALSE(contains(net("10.0.0.0/8"), net("11.0.0.0/16")));
   EXPECT_FALSE(contains(net("::/0"), net("10.0.0.0/8")));
}

TEST(ip_network, is_masked_to_the_bits_of_its_length)
{
   EXPECT_EQ(cel::to_text(masked(net("192.0.2.255/25"))), "192.0.2.128/25");
   EXPECT_EQ(cel::to_text(masked(net("255.255.255.255/0"))), "0.0.0.0/0");
   EXPECT_EQ(cel::to_text(masked(net("192.0.2.255/32"))), "192.0.2.255/32");
   EXPECT_EQ(cel::to_text(masked(net("2001:db8:ffff::1/33"))), "2001:db8:8000::/33");
   EXPECT_EQ(masked(masked(net("10.9.8.7/13"))), masked(net("10.9.8.7/13")));
}

// RFC 6890, and what its registries have had added: the first and the last address of a block, and
// the neighbours that are reachable.
TEST(ip_address, is_global_outside_of_the_special_blocks_alone)
{
   struct block {
      std::string_view before;
      std::string_view first;
      std::string_view last;
      std::string_view behind;
   };
   for (auto const& b : {
           block{"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
           block{"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
           block{"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
           block{"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
           block{"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
           block{"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
           block{"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
           block{"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
           block{"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
           block{"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
           block{"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
           block{"2000:ffff::", "2001::", "2001:1ff:ffff::", "2001:200::"},
           block{"2001:db7::", "2001:db8::", "2001:db8:ffff::", "2001:db9::"},
           block{"3ffe:ffff::", "3fff::", "3fff:fff::", "3fff:1000::"},
        }) {
      EXPECT_TRUE(cel::is_global(ip(b.before))) << b.before;
      EXPECT_FALSE(cel::is_global(ip(b.first))) << b.first;
      EXPECT_FALSE(cel::is_global(ip(b.last))) << b.last;
      EXPECT_TRUE(cel::is_global(ip(b.behind))) << b.behind;
   }
}

TEST(ip_address, is_not_global_where_it_is_of_one_host_one_link_or_many)
{
   for (auto const* const text :
        {"0.0.0.0",
         "255.255.255.255",
         "224.0.0.1",
         "239.255.255.255",
         "240.0.0.1",
         "::",
         "::1",
         "::ffff:8.8.8.8",
         "64:ff9b:1::1",
         "100::1",
         "5f00::1",
         "fc00::1",
         "fdff::1",
         "fe80::1",
         "fec0::1",
         "ff02::1"})
      EXPECT_FALSE(cel::is_global(ip(text))) << text;
   EXPECT_TRUE(cel::is_global(ip("2606:4700::1111")));
   EXPECT_TRUE(cel::is_global(ip("64:ff9b::808:808"))) << "RFC 6052: it stands for a global one";
}

}  // namespace
