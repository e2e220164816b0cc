// SPDX-License-Identifier: Apache-2.0
#include "contact.hpp"

#include <gtest/gtest.h>

namespace {

std::size_t email_column(std::string_view text)
{
   auto const error = caa::error_of_email(text);
   return error ? error->column : 0;
}

std::size_t phone_column(std::string_view text)
{
   auto const error = caa::error_of_phone(text);
   return error ? error->column : 0;
}

// RFC 5322 section 3.4.1, with the UTF-8 of RFC 6532 section 3.2.
TEST(email, that_is_one)
{
   for (auto const* text :
        {"domainowner@example.com",
         "a.b+c@example.com",
         "!#$%&'*+-/=?^_`{|}~@x",
         "\"a b\"@example.com",
         "\"a@b\\\"c\\\\\"@example.com",
         "a@[192.0.2.1]",
         "m\xc3\xbcller@b\xc3\xbc"
         "cher.example",
         "\xf0\x9f\x98\x80@example.com"})
      EXPECT_EQ(email_column(text), 0u) << text;
}

TEST(email, without_its_parts)
{
   for (auto const* text :
        {"",
         "example.com",
         "@example.com",
         ".a@example.com",
         "a.@example.com",
         "a..b@example.com",
         "a b@example.com",
         " a@example.com",
         "<a@example.com>",
         "mailto:a@example.com",
         "a@b@example.com",
         "\"a\"b\"@example.com",
         "\"a\\\\\"b\"@example.com",
         "\"a\\\"@example.com",
         "\"@example.com",
         "\xff@example.com",
         "\xc3@example.com",
         "\xe2\x82@example.com",
         "\xc3("
         "@example.com"})
      EXPECT_EQ(email_column(text), 1u) << text;
}

TEST(email, with_something_else_than_a_domain)
{
   EXPECT_EQ(email_column("a@"), 3u);
   EXPECT_EQ(email_column("a@example.com "), 3u);
   EXPECT_EQ(email_column("a@.example.com"), 3u);
   EXPECT_EQ(email_column("a@[]"), 3u);
   EXPECT_EQ(email_column("a@[192.0.2.1"), 3u);
}

// RFC 3966 section 5.1.4; the first with the example of the Baseline Requirements.
TEST(phone, that_is_a_global_number)
{
   for (auto const* text : {"+1 (555) 123-4567", "+15551234567", "+44-20.7946(0123)", "+(1"})
      EXPECT_EQ(phone_column(text), 0u) << text;
}

TEST(phone, that_is_none)
{
   EXPECT_EQ(phone_column(""), 1u);
   EXPECT_EQ(phone_column("15551234567"), 1u);
   EXPECT_EQ(phone_column("tel:+15551234567"), 1u);
   EXPECT_EQ(phone_column(" +1"), 1u);
   EXPECT_EQ(phone_column("+"), 2u);
   EXPECT_EQ(phone_column("+-."), 2u);
   EXPECT_EQ(phone_column("+1 555 x1"), 8u);
   EXPECT_EQ(
      phone_column("+1\xc2\xa0"
                   "555"),
      3u);
   EXPECT_EQ(phone_column("+ 1"), 2u);
   EXPECT_EQ(phone_column("+1 "), 3u);
}

}  // namespace
