// SPDX-License-Identifier: Apache-2.0
#include "url.hpp"

#include <gtest/gtest.h>

namespace {

std::size_t uri_error_column(std::string_view text)
{
   auto const error = caa::error_of_uri(text);
   return error ? error->column : 0;
}

std::size_t report_error_column(std::string_view text)
{
   auto const error = caa::error_of_report_url(text);
   return error ? error->column : 0;
}

TEST(uri, that_is_one)
{
   for (auto const* text :
        {"https://ca.test/acct/1",
         "urn:x",
         "mailto:a@b.test",
         "a+b-c.1:x",
         "https://[2001:db8::1]:443/a?b=%2F#c"})
      EXPECT_EQ(uri_error_column(text), 0u) << text;
}

TEST(uri, that_is_none)
{
   EXPECT_EQ(uri_error_column(""), 1u);
   EXPECT_EQ(uri_error_column("ca.test"), 1u);
   EXPECT_EQ(uri_error_column(":x"), 1u);
   EXPECT_EQ(uri_error_column("1a:x"), 1u);
   EXPECT_EQ(uri_error_column("a b:x"), 1u);
   EXPECT_EQ(uri_error_column("urn:a b"), 6u);
   EXPECT_EQ(uri_error_column("urn:\xc3\xa4"), 5u);
   EXPECT_EQ(uri_error_column("urn:<x>"), 5u);
   EXPECT_EQ(uri_error_column("urn:a%2"), 6u);
   EXPECT_EQ(uri_error_column("urn:a%zz"), 6u);
   EXPECT_EQ(uri_error_column("urn:%41%"), 8u);
   EXPECT_EQ(uri_error_column("urn:"), 5u);
}

// RFC 8659 section 4.4.
TEST(report_url, that_is_one)
{
   for (auto const* text :
        {"mailto:security@example.com",
         "MAILTO:security@example.com?subject=CAA",
         "mailto:a@example.com,b@example.com",
         "http://iodef.example.com/",
         "https://iodef.example.com"})
      EXPECT_EQ(report_error_column(text), 0u) << text;
}

TEST(report_url, that_is_none)
{
   EXPECT_EQ(report_error_column("security@example.com"), 1u);
   EXPECT_EQ(report_error_column("mailto:security"), 8u);
   EXPECT_EQ(report_error_column("mailto:@example.com"), 8u);
   EXPECT_EQ(report_error_column("mailto:a@"), 8u);
   EXPECT_EQ(report_error_column("mailto:a@b.test,c"), 17u);
   EXPECT_EQ(report_error_column("http:iodef.example.com"), 6u);
   EXPECT_EQ(report_error_column("https://"), 7u);
   EXPECT_EQ(report_error_column("https:///x"), 7u);
   EXPECT_EQ(report_error_column("ftp://example.com/"), 1u);
   EXPECT_EQ(report_error_column("tel:+1555"), 1u);
}

}  // namespace
