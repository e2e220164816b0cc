// SPDX-License-Identifier: Apache-2.0
#include <dnslint/text.hpp>

#include <gtest/gtest.h>
#include <string>

namespace {

using namespace std::string_view_literals;

TEST(sdk_text, classes_are_those_of_rfc_5234)
{
   for (int i = 0; i != 256; ++i) {
      auto const c = static_cast<char>(i);
      bool const letter = (i >= 0x41 && i <= 0x5a) || (i >= 0x61 && i <= 0x7a);
      bool const digit = i >= 0x30 && i <= 0x39;
      bool const hex = digit || (i >= 0x41 && i <= 0x46) || (i >= 0x61 && i <= 0x66);
      EXPECT_EQ(dnslint::is_alpha(c), letter) << i;
      EXPECT_EQ(dnslint::is_digit(c), digit) << i;
      EXPECT_EQ(dnslint::is_alphanum(c), letter || digit) << i;
      EXPECT_EQ(dnslint::is_hex_digit(c), hex) << i;
      EXPECT_EQ(dnslint::is_blank(c), i == 0x20 || i == 0x09) << i;
      EXPECT_EQ(dnslint::is_visible(c), i >= 0x21 && i <= 0x7e) << i;
   }
}

TEST(sdk_text, case_is_that_of_ascii_alone)
{
   EXPECT_EQ(dnslint::to_lower("AZ\xc3\x84[@"), "az\xc3\x84[@");
   EXPECT_TRUE(dnslint::equal_ignoring_case("V=Spf1", "v=spf1"));
   EXPECT_FALSE(dnslint::equal_ignoring_case("a", "ab"));
   EXPECT_FALSE(dnslint::equal_ignoring_case("\xc3\x84", "\xc3\xa4"));
   EXPECT_TRUE(dnslint::starts_with_ignoring_case("V=SPF1 mx", "v=spf1"));
   EXPECT_FALSE(dnslint::starts_with_ignoring_case("v=sp", "v=spf1"));
}

TEST(sdk_text, blanks_around_a_text_are_removed)
{
   EXPECT_EQ(dnslint::without_blanks(" \ta b\t "), "a b");
   EXPECT_EQ(dnslint::without_blanks("\r\na", "\r\n"), "a");
   EXPECT_EQ(dnslint::without_blanks(" \t"), "");
   // Of nothing but blanks the end is left, so that its place is still known.
   auto const text = "ab  "sv;
   EXPECT_EQ(dnslint::without_blanks(text.substr(2)).data(), text.data() + 4);
}

TEST(sdk_text, hostile_bytes_are_made_printable)
{
   EXPECT_EQ(dnslint::printable("a b\t\x01\x7f\xff\\\"\0"sv), "a b\\009\\001\\127\\255\\\"\\000");
}

TEST(sdk_text, quotations_are_unambiguous_and_cut)
{
   EXPECT_EQ(dnslint::quoted("a b"), "\"a b\"");
   EXPECT_EQ(dnslint::quoted("a\"\\\n"), R"("a\"\\\010")");
   EXPECT_EQ(dnslint::quoted(std::string(60, 'a')), '"' + std::string(60, 'a') + '"');
   EXPECT_EQ(dnslint::quoted(std::string(61, 'a')), '"' + std::string(60, 'a') + "...\"");
   EXPECT_EQ(dnslint::quoted("abcd", 3), "\"abc...\"");
}

TEST(sdk_text, columns_count_characters)
{
   EXPECT_EQ(dnslint::column_of("", 0), 1U);
   EXPECT_EQ(dnslint::column_of("abc", 0), 1U);
   EXPECT_EQ(dnslint::column_of("abc", 2), 3U);
   auto const text = "\u00e4\u20ac\U0001f600x"sv;
   EXPECT_EQ(dnslint::column_of(text, 2), 2U);
   EXPECT_EQ(dnslint::column_of(text, 5), 3U);
   EXPECT_EQ(dnslint::column_of(text, 9), 4U);
}

TEST(sdk_text, a_byte_inside_of_a_character_has_its_column)
{
   EXPECT_EQ(dnslint::column_of("\u20acx", 1), 1U);
   EXPECT_EQ(dnslint::column_of("\u20acx", 2), 1U);
}

TEST(sdk_text, an_offset_behind_the_end_has_the_column_of_the_end)
{
   EXPECT_EQ(dnslint::column_of("abc", 3), 4U);
   EXPECT_EQ(dnslint::column_of("abc", 100), 4U);
}

// Stray, cut, overlong, surrogate and too large sequences (RFC 3629 section 4).
TEST(sdk_text, each_byte_that_is_no_utf_8_is_a_character)
{
   for (auto const bytes :
        {"\x80"sv,
         "\xbf\xbf"sv,
         "\xc3"sv,
         "\xc0\x80"sv,
         "\xc1\xbf"sv,
         "\xe2\x82"sv,
         "\xe0\x9f\x80"sv,
         "\xed\xa0\x80"sv,
         "\xf0\x8f\x80\x80"sv,
         "\xf4\x90\x80\x80"sv,
         "\xf5\x80\x80\x80"sv,
         "\xff"sv}) {
      auto const text = std::string{bytes} + "x";
      EXPECT_EQ(dnslint::column_of(text, bytes.size()), bytes.size() + 1)
         << dnslint::printable(bytes);
   }
}

TEST(sdk_text, the_first_and_last_characters_of_each_length_are_one)
{
   for (auto const character :
        {"\xc2\x80"sv,
         "\xdf\xbf"sv,
         "\xe0\xa0\x80"sv,
         "\xed\x9f\xbf"sv,
         "\xee\x80\x80"sv,
         "\xef\xbf\xbf"sv,
         "\xf0\x90\x80\x80"sv,
         "\xf4\x8f\xbf\xbf"sv}) {
      auto const text = std::string{character} + "x";
      EXPECT_EQ(dnslint::column_of(text, character.size()), 2U) << dnslint::printable(character);
   }
}

}  // namespace
