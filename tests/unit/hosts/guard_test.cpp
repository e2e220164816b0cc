// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/guard.hpp"

#include "core/hosts/url.hpp"
#include "tests/unit/hosts/address_text.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>

namespace dnslint::hosts {
namespace {

using testing::HasSubstr;

address_guard opened(std::initializer_list<std::string_view> ranges)
{
   std::vector<address_range> open;
   for (auto const text : ranges)
      open.push_back(address_range::from_text(text).value());
   return address_guard{open};
}

struct refused_address {
   std::string_view address;
   std::string_view use;
};

TEST(address_guard, refuses_what_the_registries_do_not_call_global)
{
   for (auto const& [address, use] : {
           refused_address{"0.0.0.0", "this network"},
           {"0.255.255.255", "this network"},
           {"10.0.0.0", "private use"},
           {"10.255.255.255", "private use"},
           {"100.64.0.0", "shared"},
           {"100.127.255.255", "shared"},
           {"127.0.0.1", "loopback"},
           {"127.255.255.255", "loopback"},
           {"169.254.169.254", "link local"},
           {"172.16.0.0", "private use"},
           {"172.31.255.255", "private use"},
           {"192.0.0.1", "protocol"},
           {"192.0.0.9", "protocol"},
           {"192.0.2.1", "documentation"},
           {"192.88.99.1", "6to4"},
           {"192.168.0.1", "private use"},
           {"198.18.0.1", "benchmarking"},
           {"198.19.255.255", "benchmarking"},
           {"198.51.100.1", "documentation"},
           {"203.0.113.1", "documentation"},
           {"224.0.0.1", "multicast"},
           {"239.255.255.255", "multicast"},
           {"240.0.0.1", "reserved"},
           {"255.255.255.255", "reserved"},
           {"::", "unspecified"},
           {"::1", "loopback"},
           {"::2", "IPv4-compatible"},
           {"::127.0.0.1", "IPv4-compatible"},
           {"::8.8.8.8", "IPv4-compatible"},
           {"::ffff:127.0.0.1", "IPv4-mapped"},
           {"::ffff:8.8.8.8", "IPv4-mapped"},
           {"::ffff:0:8.8.8.8", "IPv4-translated"},
           {"64:ff9b::8.8.8.8", "NAT64"},
           {"64:ff9b:1::1", "NAT64"},
           {"64:ff9b:2::1", "not allocated"},
           {"100::1", "discard only"},
           {"100:0:0:1::1", "not allocated"},
           {"2001::1", "Teredo"},
           {"2001:1::1", "protocol"},
           {"2001:20::1", "protocol"},
           {"2001:db8::1", "documentation"},
           {"2002:7f00:1::1", "6to4"},
           {"2002:808:808::1", "6to4"},
           {"3fff::1", "documentation"},
           {"3fff:fff::1", "documentation"},
           {"4000::1", "not allocated"},
           {"5f00::1", "not allocated"},
           {"fc00::1", "unique local"},
           {"fdff::1", "unique local"},
           {"fe80::1", "link local"},
           {"febf::1", "link local"},
           {"fec0::1", "not allocated"},
           {"ff02::1", "multicast"},
           {"ff0e::1", "multicast"},
        })
      EXPECT_THAT(address_guard{}.refusal(at(address)), HasSubstr(use)) << address;
}

TEST(address_guard, lets_global_addresses_pass)
{
   for (auto const* const address :
        {"1.1.1.1",         "9.255.255.255", "11.0.0.0",        "100.63.255.255", "100.128.0.0",
         "126.255.255.255", "128.0.0.0",     "172.15.255.255",  "172.32.0.0",     "192.0.1.0",
         "198.17.255.255",  "198.20.0.0",    "223.255.255.255", "2000::1",        "2001:200::1",
         "2001:db9::1",     "2003::1",       "2a00:1450::1",    "3ffe::1",        "3fff:1000::1"})
      EXPECT_EQ(address_guard{}.refusal(at(address)), "") << address;
}

TEST(address_guard, opens_the_ranges_of_the_user_alone)
{
   auto const guard = opened({"127.0.0.0/8", "10.1.0.0/16", "::1", "fd00::/8"});
   for (auto const* const open : {"127.0.0.1", "127.9.9.9", "10.1.255.255", "::1", "fd12::1"})
      EXPECT_EQ(guard.refusal(at(open)), "") << open;
   for (auto const* const closed : {"10.2.0.0", "192.168.0.1", "::2", "fc00::1", "fe80::1"})
      EXPECT_NE(guard.refusal(at(closed)), "") << closed;
}

TEST(address_guard, never_opens_ipv4_inside_of_ipv6)
{
   auto const guard = opened({"0.0.0.0/0", "::/0"});
   EXPECT_EQ(guard.refusal(at("127.0.0.1")), "");
   EXPECT_EQ(guard.refusal(at("::1")), "");
   EXPECT_EQ(guard.refusal(at("fe80::1")), "");
   for (auto const* const hidden :
        {"::ffff:127.0.0.1",
         "::ffff:8.8.8.8",
         "::127.0.0.1",
         "::2",
         "::ffff:0:127.0.0.1",
         "64:ff9b::7f00:1",
         "64:ff9b:1::7f00:1",
         "2001:0:7f00:1::",
         "2002:7f00:1::"})
      EXPECT_NE(guard.refusal(at(hidden)), "") << hidden;
}

TEST(address_guard, of_labs_opens_the_addresses_of_examples)
{
   auto const guard = address_guard::for_labs({address_range::from_text("127.0.0.1").value()});
   for (auto const* const open :
        {"192.0.2.1", "198.51.100.1", "203.0.113.255", "2001:db8::1", "3fff::1", "127.0.0.1"})
      EXPECT_EQ(guard.refusal(at(open)), "") << open;
   for (auto const* const closed : {"169.254.169.254", "10.0.0.1", "127.0.0.2", "::1"})
      EXPECT_NE(guard.refusal(at(closed)), "") << closed;
}

// Each leads to an inside address in some browser, library or shell. It is refused as a URL, or
// read as what it means and refused by the guard.
TEST(address_guard, sees_through_the_spellings_of_inside_addresses)
{
   constexpr std::string_view inside[]{
      "https://127.0.0.1/",
      "https://127.0.0.1./",
      "https://127.1/",
      "https://127.0.1/",
      "https://127.1.:443/",
      "https://0x7f.1/",
      "https://0X7F.0.0.1/",
      "https://0x7f000001/",
      "https://0x7f.0x0.0x0.0x1/",
      "https://0177.0.0.1/",
      "https://0177.0.1/",
      "https://00000177.1/",
      "https://017700000001/",
      "https://2130706433/",
      "https://127.0.0.0x1/",
      "https://127.0x1/",
      "https://127.65535/",
      "https://0/",
      "https://0x/",
      "https://00/",
      "https://0.0.0.0/",
      "https://10.1/",
      "https://167772161/",
      "https://012.0.0.1/",
      "https://0xa.1/",
      "https://172.16.1/",
      "https://192.168.257/",
      "https://192.11010305/",
      "https://3232235777/",
      "https://169.254.169.254/latest/meta-data/",
      "https://0xa9fea9fe/",
      "https://2852039166/",
      "https://025177524776/",
      "https://169.254.43518/",
      "https://0251.0376.0251.0376/",
      "https://100.64.0.1/",
      "https://198.18.1/",
      "https://255.255.255.255/",
      "https://0xffffffff/",
      "https://224.0.0.1/",
      "https://[::]/",
      "https://[::1]/",
      "https://[0:0:0:0:0:0:0:1]/",
      "https://[0000:0000:0000:0000:0000:0000:0000:0001]/",
      "https://[::127.0.0.1]/",
      "https://[::ffff:127.0.0.1]/",
      "https://[::ffff:7f00:1]/",
      "https://[::FFFF:7F00:0001]/",
      "https://[0:0:0:0:0:ffff:7f00:1]/",
      "https://[::ffff:169.254.169.254]/",
      "https://[::ffff:0:127.0.0.1]/",
      "https://[64:ff9b::127.0.0.1]/",
      "https://[64:ff9b::a9fe:a9fe]/",
      "https://[64:ff9b:1::7f00:1]/",
      "https://[2002:7f00:1::]/",
      "https://[2002:a9fe:a9fe::1]/",
      "https://[2001:0:a9fe:a9fe::1]/",
      "https://[fe80::1]/",
      "https://[fe80::1%25lo]/",
      "https://[fe80::1%lo]/",
      "https://[fd00:ec2::254]/",
      "https://[fc00::1]/",
      "https://[ff02::1]/",
      "https://a.test@127.0.0.1/",
      "https://a.test:443@127.0.0.1/",
      "https://a.test%40127.0.0.1/",
      "https://127.0.0.1#@a.test/",
      "https://127.0.0.1?@a.test/",
      "https://127.0.0.1:443\\@a.test/",
      "https://127.0.0.1\t/",
      "https://127.0.0.1%00.a.test/",
      "https://%31%32%37.0.0.1/",
      "https://127%2e0%2e0%2e1/",
      "https://127。0。0。1/",
      "https://１２７.0.0.1/",
      "https://①②⑦.⓪.⓪.①/",
      "https://[::ffff:127.0.0.1/",
      "https://256.0.0.1/",
      "https://127.0.0.256/",
      "https://4294967296/",
      "https://4294967297/",
      "https://18446744073709551617/",
      "https://1.2.3.4.5/",
      "https://127.0.0.08/",
      "https://a.test.127/",
      "https://127.0.0.1.:8443/",
   };
   EXPECT_GE(std::size(inside), 60U);
   for (auto const text : inside)
      if (auto const url = https_url::from_text(text)) {
         ASSERT_TRUE(url->literal) << text << " passes for a name";
         EXPECT_NE(address_guard{}.refusal(*url->literal), "") << text << " is " << url->host;
      }
}

TEST(address_guard, takes_numbers_for_the_address_that_they_mean)
{
   for (auto const* const text :
        {"https://127.1/",
         "https://0x7f.1/",
         "https://0177.0.0.1/",
         "https://017700000001/",
         "https://2130706433/",
         "https://127.0.0.1./"})
      EXPECT_EQ(https_url::from_text(text).value().host, "127.0.0.1") << text;
   EXPECT_EQ(https_url::from_text("https://8.8.2056/").value().host, "8.8.8.8");
   EXPECT_EQ(https_url::from_text("https://1.2.3.x4/").value().literal, std::nullopt);
   EXPECT_EQ(https_url::from_text("https://0xa.test/").value().literal, std::nullopt);
}

TEST(address_range, is_read_with_the_mistakes_named)
{
   EXPECT_EQ(address_range::from_text("10.0.0.0/8").value().bits, 8U);
   EXPECT_EQ(address_range::from_text("10.1.2.3").value().bits, 32U);
   EXPECT_EQ(address_range::from_text("2001:db8::/32").value().bits, 32U);
   EXPECT_EQ(address_range::from_text("::/0").value().bits, 0U);
   for (auto const* const text :
        {"",
         "/",
         "10.0.0.0/",
         "10.0.0.0/33",
         "10.0.0.0/-1",
         "10.0.0.0/8x",
         "10/8",
         "::/129",
         "x/8"})
      EXPECT_FALSE(address_range::from_text(text)) << text;
   EXPECT_EQ(address_range::from_text("10.1.2.3/8").errors().front().hint, "write 10.0.0.0/8");
}

TEST(host_address, is_taken_from_text_bytes_and_sockets)
{
   EXPECT_EQ(at("2001:DB8:0::1").to_text(), "2001:db8::1");
   EXPECT_EQ(host_address::from_bytes("\x7f\0\0\1"), std::nullopt);
   EXPECT_EQ(host_address::from_bytes({"\x7f\0\0\1", 4}), at("127.0.0.1"));
   EXPECT_FALSE(host_address::from_text(std::string_view{"127.0.0.1\0", 10}));
   sockaddr_in v4{};
   v4.sin_family = AF_INET;
   inet_pton(AF_INET, "192.0.2.7", &v4.sin_addr);
   EXPECT_EQ(host_address::from_socket(reinterpret_cast<sockaddr const&>(v4)), at("192.0.2.7"));
   sockaddr_in6 v6{};
   v6.sin6_family = AF_INET6;
   inet_pton(AF_INET6, "::ffff:127.0.0.1", &v6.sin6_addr);
   EXPECT_EQ(
      host_address::from_socket(reinterpret_cast<sockaddr const&>(v6)), at("::ffff:127.0.0.1"));
   sockaddr other{};
   other.sa_family = AF_UNIX;
   EXPECT_FALSE(host_address::from_socket(other));
}

TEST(host_address, has_networks)
{
   EXPECT_EQ(at("192.0.2.255").network(24), at("192.0.2.0"));
   EXPECT_EQ(at("192.0.2.255").network(25), at("192.0.2.128"));
   EXPECT_EQ(at("192.0.2.255").network(32), at("192.0.2.255"));
   EXPECT_EQ(at("192.0.2.255").network(0), at("0.0.0.0"));
   EXPECT_EQ(at("2001:db8:1:2::3").network(48), at("2001:db8:1::"));
}

}  // namespace
}  // namespace dnslint::hosts
