// SPDX-License-Identifier: Apache-2.0
#include "report_uri.hpp"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;
using tls_rpt::read_report_uri;

TEST(report_uri, that_senders_can_use)
{
   for (auto const* text :
        {"mailto:reports@example.com",
         "mailto:a@b.test?subject=x",
         "mailto:a%2Cb@example.com",
         "https://reporting.example.com/v1/tlsrpt",
         "https://user@example.com:8443",
         "https://[2001:db8::1]/"}) {
      auto const read = read_report_uri(text);
      EXPECT_EQ(read.error, "") << text;
      EXPECT_TRUE(read.is_usable()) << text;
      EXPECT_EQ(read.uri, text);
   }
}

// RFC 3986 section 3.1: schemes are compared whatever their case.
TEST(report_uri, schemes_come_in_lower_case)
{
   auto const read = read_report_uri("MailTo:A@Example.com");
   EXPECT_EQ(read.uri, "mailto:A@Example.com");
   EXPECT_TRUE(read.is_usable());
}

TEST(report_uri, of_other_schemes)
{
   for (auto const* text : {"http://example.com/", "ftp://example.com/", "tel:+1"}) {
      auto const read = read_report_uri(text);
      EXPECT_EQ(read.error, "") << text;
      EXPECT_FALSE(read.is_usable()) << text;
   }
}

struct broken {
   char const* text;
   char const* why;
};

class broken_uri : public testing::TestWithParam<broken> {};

TEST_P(broken_uri, is_told)
{
   auto const read = read_report_uri(GetParam().text);
   EXPECT_THAT(read.error, HasSubstr(GetParam().why)) << GetParam().text;
   EXPECT_FALSE(read.is_usable());
}

INSTANTIATE_TEST_SUITE_P(
   uris,
   broken_uri,
   testing::Values(
      broken{"", "there is no URI"},
      broken{"a@example.com", "write mailto: before it"},
      broken{"example.com", "begins with a scheme"},
      broken{"1x:y", "begins with a scheme"},
      broken{":y", "begins with a scheme"},
      broken{"mailto:", "more than a scheme"},
      broken{"mailto:a", "needs an address"},
      broken{"mailto:@example.com", "needs an address"},
      broken{"mailto:a@", "needs an address"},
      broken{"mailto:a@.example.com", "needs an address"},
      broken{"mailto:a@example..com", "needs an address"},
      broken{"mailto:a!b@example.com", "%xx"},  // RFC 8460 section 3
      broken{"mailto:a@example.com!10m", "%xx"},
      broken{"mailto:a b@example.com", "%xx"},
      broken{"mailto:\xc3\xa4@example.com", "%xx"},
      broken{"mailto:a%2@example.com", "hexadecimal"},
      broken{"mailto:a@example.com?%", "hexadecimal"},
      broken{"https:example.com", "needs a host"},
      broken{"https://", "needs a host"},
      broken{"https:///tls", "needs a host"},
      broken{"https://:443/", "needs a host"},
      broken{"https://?x", "needs a host"}));

}  // namespace
