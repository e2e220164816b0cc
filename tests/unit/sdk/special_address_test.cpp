// SPDX-License-Identifier: Apache-2.0
#include <dnslint/special_address.hpp>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <string>

namespace {

std::string bytes(char const* text)
{
   std::string address(16, '\0');
   if (inet_pton(AF_INET6, text, address.data()) == 1)
      return address;
   EXPECT_EQ(inet_pton(AF_INET, text, address.data()), 1) << text;
   return address.substr(0, 4);
}

struct sample {
   char const* address;
   char const* use;  // the beginning of what is said; empty: reachable
};

class sdk_special_address : public testing::TestWithParam<sample> {};

TEST_P(sdk_special_address, has_its_use)
{
   auto const [address, use] = GetParam();
   auto const seen = dnslint::special_use(bytes(address));
   EXPECT_EQ(seen.substr(0, seen.find(" (")), use) << address;
}

// The first and last address of each block, and their neighbours.
INSTANTIATE_TEST_SUITE_P(
   ipv4,
   sdk_special_address,
   testing::Values(
      sample{"0.0.0.0", "this network"},
      sample{"1.0.0.0", ""},
      sample{"9.255.255.255", ""},
      sample{"10.0.0.0", "private use"},
      sample{"10.255.255.255", "private use"},
      sample{"11.0.0.0", ""},
      sample{"100.63.255.255", ""},
      sample{"100.64.0.0", "shared address space"},
      sample{"100.127.255.255", "shared address space"},
      sample{"100.128.0.0", ""},
      sample{"127.0.0.1", "loopback"},
      sample{"169.254.255.255", "link local"},
      sample{"172.15.255.255", ""},
      sample{"172.16.0.0", "private use"},
      sample{"172.31.255.255", "private use"},
      sample{"172.32.0.0", ""},
      sample{"192.0.0.8", "protocol assignments"},
      sample{"192.0.1.0", ""},
      sample{"192.168.1.1", "private use"},
      sample{"198.17.255.255", ""},
      sample{"198.19.255.255", "benchmarking"},
      sample{"198.20.0.0", ""},
      sample{"223.255.255.255", ""},
      sample{"224.0.0.1", "multicast"},
      sample{"255.255.255.255", "reserved"}));

INSTANTIATE_TEST_SUITE_P(
   ipv6,
   sdk_special_address,
   testing::Values(
      sample{"::", "unspecified"},
      sample{"::1", "loopback"},
      sample{"::2", ""},
      sample{"::ffff:192.0.2.1", "IPv4-mapped"},
      sample{"100::1", "discard only"},
      sample{"100:0:0:1::", ""},
      sample{"fbff::", ""},
      sample{"fc00::", "unique local"},
      sample{"fdff:ffff::1", "unique local"},
      sample{"fe7f::", ""},
      sample{"fe80::1", "link local"},
      sample{"febf::1", "link local"},
      sample{"fec0::1", ""},
      sample{"ff02::1", "multicast"},
      sample{"2a00::1", ""}));

INSTANTIATE_TEST_SUITE_P(
   documentation,
   sdk_special_address,
   testing::Values(
      sample{"192.0.2.1", ""},
      sample{"198.51.100.1", ""},
      sample{"203.0.113.1", ""},
      sample{"2001:db8::1", ""}));

TEST(sdk_special_address_size, other_sizes_have_no_use)
{
   EXPECT_EQ(dnslint::special_use(""), "");
   EXPECT_EQ(dnslint::special_use(std::string(5, '\0')), "");
   EXPECT_EQ(dnslint::special_use(std::string(17, '\0')), "");
}

// A network is special if all of it is.
TEST(sdk_special_network, is_as_large_as_its_block_at_most)
{
   EXPECT_EQ(dnslint::special_use(bytes("10.1.0.0"), 16), "private use (RFC 1918)");
   EXPECT_EQ(dnslint::special_use(bytes("10.0.0.0"), 8), "private use (RFC 1918)");
   EXPECT_EQ(dnslint::special_use(bytes("10.0.0.0"), 7), "");
   EXPECT_EQ(dnslint::special_use(bytes("172.16.0.0"), 11), "");
   EXPECT_EQ(dnslint::special_use(bytes("fc00::"), 7), "unique local (RFC 4193)");
   EXPECT_EQ(dnslint::special_use(bytes("::"), 0), "");
}

}  // namespace
