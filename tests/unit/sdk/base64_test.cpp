// SPDX-License-Identifier: Apache-2.0
#include <dnslint/base64.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace std::string_view_literals;

TEST(sdk_base64, vectors_of_rfc_4648_section_10)
{
   for (auto const& [bytes, text] :
        {std::pair{""sv, ""sv},
         {"f"sv, "Zg=="sv},
         {"fo"sv, "Zm8="sv},
         {"foo"sv, "Zm9v"sv},
         {"foob"sv, "Zm9vYg=="sv},
         {"fooba"sv, "Zm9vYmE="sv},
         {"foobar"sv, "Zm9vYmFy"sv}}) {
      EXPECT_EQ(dnslint::to_base64(bytes), text);
      auto const decoded = dnslint::from_base64(text);
      EXPECT_EQ(decoded.bytes, bytes);
      EXPECT_FALSE(decoded.error) << text;
   }
}

TEST(sdk_base64, every_byte_goes_there_and_back)
{
   std::string bytes;
   for (int i = 0; i != 256; ++i) {
      bytes += static_cast<char>(i);
      EXPECT_EQ(dnslint::from_base64(dnslint::to_base64(bytes)).bytes, bytes);
   }
}

TEST(sdk_base64, characters_are_ignored_where_the_caller_says_so)
{
   EXPECT_EQ(dnslint::from_base64("Zm 9v\r\n\tYg = =", " \t\r\n").bytes, "foob");
   auto const strict = dnslint::from_base64("Zm 9v");
   ASSERT_TRUE(strict.error);
   EXPECT_EQ(strict.error->column, 3U);
}

TEST(sdk_base64, errors_have_columns)
{
   for (auto const& [text, column] :
        {std::pair{"Zm9v!"sv, 5U},
         {"Z"sv, 2U},
         {"Zg"sv, 3U},
         {"Zg="sv, 4U},
         {"Zm8"sv, 4U},
         {"="sv, 1U},
         {"Z==="sv, 2U},
         {"Zm9v="sv, 5U},
         {"Zm8=="sv, 5U},
         {"Zg==="sv, 5U},
         {"Zg==Zg=="sv, 5U},
         {"\u00e4Zg=="sv, 1U},
         {"Zm9-"sv, 4U}}) {
      auto const decoded = dnslint::from_base64(text);
      ASSERT_TRUE(decoded.error) << text;
      EXPECT_EQ(decoded.error->column, column) << text;
   }
}

TEST(sdk_base64, what_stands_before_an_error_is_decoded)
{
   EXPECT_EQ(dnslint::from_base64("Zm9v!").bytes, "foo");
}

}  // namespace
