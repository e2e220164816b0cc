// SPDX-License-Identifier: Apache-2.0
#include <dnslint/mail_uri.hpp>

#include <gmock/gmock.h>
#include <string>

namespace {

using dnslint::read_mail_uri;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(sdk_mail_uri, reads_addresses_of_mailto)
{
   auto const uri = read_mail_uri("MailTo:dmarc@Example.COM?subject=a%20b");
   EXPECT_FALSE(uri.error);
   EXPECT_TRUE(uri.is("mailto"));
   EXPECT_EQ(uri.text, "mailto:dmarc@Example.COM?subject=a%20b");
   EXPECT_THAT(uri.domains, ElementsAre("example.com"));
   EXPECT_THAT(
      read_mail_uri("mailto:a@b.example,c@d.example.").domains,
      ElementsAre("b.example", "d.example"));
}

TEST(sdk_mail_uri, reads_the_host_of_http_and_https)
{
   EXPECT_THAT(
      read_mail_uri("https://u@Reports.example:8443/x?y#z").domains,
      ElementsAre("reports.example"));
   EXPECT_THAT(read_mail_uri("http://[2001:DB8::1]:80/").domains, ElementsAre("[2001:db8::1]"));
   EXPECT_THAT(read_mail_uri("https://a.example?q").domains, ElementsAre("a.example"));
}

TEST(sdk_mail_uri, leaves_other_schemes_to_the_caller)
{
   auto const uri = read_mail_uri("tel:+1-201-555-0123");
   EXPECT_FALSE(uri.error);
   EXPECT_EQ(uri.scheme, "tel");
   EXPECT_THAT(uri.domains, IsEmpty());
}

struct wrong_uri {
   char const* text;
   std::size_t column;
   char const* error;
};

class sdk_wrong_uri : public testing::TestWithParam<wrong_uri> {};

TEST_P(sdk_wrong_uri, is_told_with_its_column)
{
   auto const& [text, column, error] = GetParam();
   auto const uri = read_mail_uri(text, ",!;");
   ASSERT_TRUE(uri.error) << text;
   EXPECT_EQ(uri.error->column, column) << text;
   EXPECT_THAT(uri.error->text, HasSubstr(error)) << text;
   EXPECT_THAT(uri.domains, IsEmpty()) << text;
}

INSTANTIATE_TEST_SUITE_P(
   forms,
   sdk_wrong_uri,
   testing::Values(
      wrong_uri{"", 1, "there is no URI"},
      wrong_uri{"dmarc@example.com", 1, "write mailto: before it"},
      wrong_uri{"example.com", 1, "begins with a scheme"},
      wrong_uri{"1x:a", 1, "begins with a scheme"},
      wrong_uri{"mailto:", 8, "more than a scheme"},
      wrong_uri{"mailto:a@b c", 11, "\" \" must be written as %xx"},
      wrong_uri{"mailto:a@b.example!10m", 19, "\"!\" must be written as %xx"},
      wrong_uri{"mailto:a@b.example,c@d.example", 19, "must be written as %xx"},
      wrong_uri{"mailto:\u00e4@b.example", 8, "must be written as %xx"},
      wrong_uri{"mailto:a%4@b.example", 9, "two hexadecimal digits"},
      wrong_uri{"mailto:a%", 9, "two hexadecimal digits"},
      wrong_uri{"mailto:example.com", 8, "needs an address"},
      wrong_uri{"mailto:@example.com", 8, "needs an address"},
      wrong_uri{"mailto:a@", 8, "needs an address"},
      wrong_uri{"mailto:a@b..example", 8, "needs an address"},
      wrong_uri{"mailto:a@.example", 8, "needs an address"},
      wrong_uri{"https:a.example", 7, "needs a host"},
      wrong_uri{"https://", 7, "needs a host"},
      wrong_uri{"https:///x", 7, "needs a host"},
      wrong_uri{"http://[2001:db8::1/", 6, "needs a host"}));

TEST(sdk_mail_uri, needs_an_address_in_each_entry)
{
   auto const uri = read_mail_uri("mailto:a@b.example,,c@d.example");
   ASSERT_TRUE(uri.error);
   EXPECT_EQ(uri.error->column, 20U);
   EXPECT_THAT(uri.domains, IsEmpty());
}

}  // namespace
