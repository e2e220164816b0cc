// SPDX-License-Identifier: Apache-2.0
#include "core/dns/edns_option.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

using fields = std::vector<option_field>;

fields of(std::uint16_t code, std::string_view hex)
{
   return option_fields({code, from_hex(hex)});
}

option_field number(std::string_view key, std::uint64_t value)
{
   return {key, value};
}

option_field text(std::string_view key, std::string value)
{
   return {key, std::move(value)};
}

// IANA, "DNS EDNS0 Option Codes (OPT)".
TEST(edns_option, names)
{
   EXPECT_EQ(option_name(3), "NSID");
   EXPECT_EQ(option_name(8), "CLIENT-SUBNET");
   EXPECT_EQ(option_name(10), "COOKIE");
   EXPECT_EQ(option_name(11), "TCP-KEEPALIVE");
   EXPECT_EQ(option_name(12), "PADDING");
   EXPECT_EQ(option_name(15), "EDE");
   EXPECT_EQ(option_name(65001), "OPTION65001");
}

TEST(edns_option, nsid_is_a_text)
{
   EXPECT_EQ(of(3, "6e7331"), (fields{text("text", "ns1")}));
   EXPECT_EQ(of(3, "6eff00"), (fields{text("text", "n\\255\0"_b)}));
   EXPECT_EQ(of(3, ""), (fields{text("text", "")}));
}

TEST(edns_option, client_subnet_has_the_bytes_of_its_prefix)
{
   EXPECT_EQ(
      of(8, "0001 18 00 c00002"),
      (fields{
         number("family", 1),
         number("source_prefix", 24),
         number("scope_prefix", 0),
         text("address", "192.0.2.0")}));
   EXPECT_EQ(
      of(8, "0002 38 30 20010db8000001"),
      (fields{
         number("family", 2),
         number("source_prefix", 56),
         number("scope_prefix", 48),
         text("address", "2001:db8:0:100::")}));
   EXPECT_EQ(of(8, "0001 00 00").at(3), text("address", "0.0.0.0"));
   EXPECT_EQ(of(8, "0001 20 20 c0000201").at(3), text("address", "192.0.2.1"));
   for (auto const* const hex :
        {"",
         "000118",
         "0001 18 00 c000",
         "0001 18 00 c0000201",
         "0001 21 00 c000020100",
         "0003 08 00 01"})
      EXPECT_EQ(of(8, hex), fields{}) << hex;
}

// RFC 7873 section 4.
TEST(edns_option, cookie_of_the_client_and_of_the_server)
{
   EXPECT_EQ(of(10, "0102030405060708"), (fields{text("client", "0102030405060708")}));
   EXPECT_EQ(
      of(10, "0102030405060708 1112131415161718"),
      (fields{text("client", "0102030405060708"), text("server", "1112131415161718")}));
   EXPECT_EQ(of(10, std::string(80, '0')).size(), 2U);
   EXPECT_EQ(of(10, ""), fields{});
   EXPECT_EQ(of(10, "01020304050607"), fields{});
   EXPECT_EQ(of(10, "0102030405060708 11121314151617"), fields{});
   EXPECT_EQ(of(10, std::string(82, '0')), fields{});
}

TEST(edns_option, keepalive_and_padding)
{
   EXPECT_EQ(of(11, "0064"), (fields{number("timeout_ms", 10000)}));
   EXPECT_EQ(of(11, "ffff"), (fields{number("timeout_ms", 6553500)}));
   EXPECT_EQ(of(11, ""), fields{});
   EXPECT_EQ(of(12, "0000"), (fields{number("length", 2)}));
   EXPECT_EQ(of(12, ""), (fields{number("length", 0)}));
}

// RFC 8914 sections 2 and 4.
TEST(edns_option, extended_error_with_its_text)
{
   EXPECT_EQ(
      of(15, "0006 6261 64"),
      (fields{number("info_code", 6), text("meaning", "DNSSEC Bogus"), text("text", "bad")}));
   EXPECT_EQ(
      of(15, "0018 6100"),
      (fields{number("info_code", 24), text("meaning", "Invalid Data"), text("text", "a")}));
   EXPECT_EQ(of(15, "c000"), (fields{number("info_code", 49152), text("text", "")}));
   EXPECT_EQ(of(15, "001d ff").at(2), text("text", "\\255"));
   EXPECT_EQ(of(15, "001d").at(1), text("meaning", "Synthesized"));
   EXPECT_EQ(of(15, "00"), fields{});
}

TEST(edns_option, others_have_no_fields)
{
   EXPECT_EQ(of(5, "08"), fields{});
   EXPECT_EQ(of(65001, "00"), fields{});
}

}  // namespace
