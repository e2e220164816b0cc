// SPDX-License-Identifier: Apache-2.0
#include "core/dns/service_parameters.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gmock/gmock.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;
using testing::HasSubstr;

namespace {

bool valid(std::string_view hex)
{
   return is_service_parameters(from_hex(hex));
}

std::string text(std::string_view hex)
{
   EXPECT_TRUE(valid(hex)) << hex;
   return service_parameters_text(from_hex(hex));
}

std::string problem_of(std::string_view entry)
{
   auto const parsed = parse_zone_text(entry, name_of("example.test"), "test.zone");
   return parsed ? std::string{} : dnslint::base::to_text(parsed.errors());
}

// RFC 9460 appendix D.2.
TEST(service_parameters, test_vectors_of_the_rfc)
{
   EXPECT_EQ(text(""), "");
   EXPECT_EQ(text("0003 0002 0035"), "port=53");
   EXPECT_EQ(text("029b 0005 68656c6c6f"), "key667=\"hello\"");
   EXPECT_EQ(text("029b 0009 68656c6c6fd2716f6f"), "key667=\"hello\\210qoo\"");
   EXPECT_EQ(
      text("0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001"),
      "ipv6hint=2001:db8::1,2001:db8::53:1");
   EXPECT_EQ(
      text("0006 0010 20010db8ffffffffffffffffc6336464"),
      "ipv6hint=2001:db8:ffff:ffff:ffff:ffff:c633:6464");
   EXPECT_EQ(
      text("0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201"),
      "mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1");
   EXPECT_EQ(text("0001 000c 08 665c6f6f2c626172 02 6832"), "alpn=\"f\\\\\\\\oo\\\\,bar,h2\"");
}

TEST(service_parameters, values_that_need_quotes_have_them)
{
   EXPECT_EQ(text("0001 0004 03 612062"), "alpn=\"a b\"");
   EXPECT_EQ(text("0001 0004 03 61ff62"), "alpn=\"a\\255b\"");
   EXPECT_EQ(text("0001 0004 03 612262"), "alpn=\"a\\\"b\"");
   EXPECT_EQ(text("0005 0003 0001ff"), "ech=AAH/");
   EXPECT_EQ(text("0005 0000"), "ech");
   EXPECT_EQ(text("0007 0002 2f78"), "key7=\"/x\"");
   EXPECT_EQ(text("ffff 0000"), "key65535");
   EXPECT_EQ(text("0000 0002 029b 029b 0000"), "mandatory=key667 key667");
}

// Section 2.2.
TEST(service_parameters, keys_ascend)
{
   EXPECT_TRUE(valid("0002 0000 0007 0000"));
   EXPECT_FALSE(valid("0007 0000 0002 0000"));
   EXPECT_FALSE(valid("0007 0000 0007 0000"));
}

TEST(service_parameters, lengths_fit)
{
   EXPECT_FALSE(valid("0007"));
   EXPECT_FALSE(valid("000700"));
   EXPECT_FALSE(valid("0007 0001"));
   EXPECT_FALSE(valid("0007 0000 00"));
   EXPECT_FALSE(valid("0007 ffff 00"));
}

TEST(service_parameters, values_have_the_format_of_their_key)
{
   for (auto const* const hex :
        {"0000 0000",               // no keys
         "0000 0001 00",            // half a key
         "0000 0002 0000",          // "mandatory" is mandatory always
         "0000 0004 0004 0001",     // keys that descend
         "0000 0004 0001 0001",     // a key twice
         "0001 0000",               // no protocols
         "0001 0001 00",            // a protocol without a name
         "0001 0003 02 6832 0003",  // the rest is no parameter
         "0001 0002 02 68",         // shorter than it says
         "0001 0004 02 6832 00",    // an empty protocol behind one
         "0002 0001 00",            // no-default-alpn has no value
         "0003 0000",               // no port
         "0003 0001 35",            // half a port
         "0003 0003 000035",        // more than a port
         "0004 0000",               // no addresses
         "0004 0003 c00002",        // not four bytes
         "0004 0005 c000020100",    // not eight bytes
         "0006 0000",               // no addresses
         "0006 0004 c0000201"})     // not sixteen bytes
      EXPECT_FALSE(valid(hex)) << hex;
}

TEST(service_parameters, what_ldns_misreads_is_refused)
{
   EXPECT_EQ(problem_of("x SVCB 1 . alpn=h2,h3 port=443 key667=\"\\210 x\""), "");
   EXPECT_EQ(problem_of("x HTTPS 1 . port=\"8443\""), "");
   EXPECT_EQ(problem_of("x HTTPS 1 . alpn=\"a b\" key7=\"port=1 alpn=\\\\\""), "");
   for (std::string const word :
        {"port=70000",
         "port=0x10",
         "alpn=\"f\\\\\\\\oo\\\\,bar,h2\"",
         "alpn=\"a b\\092\"",
         "alpn=h\xff",
         "alpn=\"h\x0e\"",
         "mandatory=\\097lpn",
         "key1=\"\\002h2\"",
         "KEY3=53"})
      EXPECT_NE(problem_of("x SVCB 1 . key667=\"a b\" " + word), "") << word;
   EXPECT_THAT(problem_of("x SVCB 1 . alpn=h2 port=70000"), HasSubstr("port=70000"));
   EXPECT_NE(problem_of("x SVCB 1 . alpn=h2 alpn=h3"), "");
}

}  // namespace
