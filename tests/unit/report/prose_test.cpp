// SPDX-License-Identifier: Apache-2.0
#include "core/report/prose.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace dnslint::report {
namespace {

std::string paragraph(std::size_t indent, std::string_view text, std::string_view first = {})
{
   std::string out;
   append_paragraph(out, indent, text, first);
   return out;
}

TEST(paragraph, breaks_at_spaces)
{
   auto const text = paragraph(
      3,
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen");
   EXPECT_EQ(
      "   one two three four five six seven eight nine ten eleven twelve thirteen\n"
      "   fourteen fifteen\n",
      text);
}

TEST(paragraph, fills_a_line_to_its_last_column)
{
   std::string const exact(line_width - 3, 'x');
   EXPECT_EQ("   " + exact + "\n", paragraph(3, exact));
   EXPECT_EQ("   " + exact + "\n   y\n", paragraph(3, exact + " y"));
}

TEST(paragraph, leaves_a_long_word_whole)
{
   std::string const word(200, 'x');
   EXPECT_EQ("   a\n   " + word + "\n   b\n", paragraph(3, "a " + word + " b"));
}

TEST(paragraph, counts_characters_and_not_bytes)
{
   std::string umlauts;
   for (std::size_t i = 0; i != line_width - 3; ++i)
      umlauts += "ü";
   EXPECT_EQ("   " + umlauts + "\n", paragraph(3, umlauts));
}

TEST(paragraph, hangs_below_what_stands_first)
{
   std::string const word(76, 'x');
   EXPECT_EQ(" - " + word + "\n   y\n", paragraph(3, word + " y", " - "));
   EXPECT_EQ("", paragraph(3, "", " - "));
}

TEST(paragraph, ends_for_text_of_spaces)
{
   EXPECT_EQ("   x\n", paragraph(3, "x" + std::string(300, ' ')));
   EXPECT_EQ("   x\n", paragraph(3, std::string(300, ' ') + "x"));
   EXPECT_EQ("   x\n   y\n", paragraph(3, "x" + std::string(300, ' ') + "y"));
   EXPECT_EQ("", paragraph(3, std::string(300, ' ')));
}

TEST(prose, writes_counts_for_people)
{
   EXPECT_EQ("0", count_text(0));
   EXPECT_EQ("999", count_text(999));
   EXPECT_EQ("1,000", count_text(1000));
   EXPECT_EQ("12,345,678", count_text(12'345'678));
   EXPECT_EQ("1 check", count_text(1, "check"));
   EXPECT_EQ("0 checks", count_text(0, "check"));
}

TEST(prose, writes_scores_without_a_needless_decimal)
{
   EXPECT_EQ("83.5", score_text(83.5));
   EXPECT_EQ("100", score_text(100));
   EXPECT_EQ("0", score_text(0));
}

TEST(prose, drops_the_final_newlines_of_a_block_of_text)
{
   EXPECT_EQ("a\\010b", shown(base::untrusted{"a\nb\n\n"}));
   EXPECT_EQ("", shown(base::untrusted{"\n"}));
}

}  // namespace
}  // namespace dnslint::report
