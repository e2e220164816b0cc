// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <vector>

namespace base = dnslint::base;

namespace {

TEST(terminal_text, keeps_letters_of_every_script)
{
   EXPECT_EQ(
      base::terminal_text("a ~ \xc3\xa4 \xe6\x97\xa5 \xf0\x9f\x98\x80"),
      "a ~ \xc3\xa4 \xe6\x97\xa5 \xf0\x9f\x98\x80");
}

// Category Cf, and the tag characters, in which text can be hidden.
TEST(terminal_text, escapes_what_has_no_shape)
{
   EXPECT_EQ(base::terminal_text("a\xc2\xad"), "a\\194\\173");
   EXPECT_EQ(base::terminal_text("\xf3\xa0\x81\x81"), "\\243\\160\\129\\129");
   EXPECT_EQ(base::terminal_text("\xf0\x9d\x85\xb3"), "\\240\\157\\133\\179");
   EXPECT_EQ(base::terminal_text("\xd8\x80"), "\\216\\128");
   EXPECT_EQ(base::json_string("\xf3\xa0\x81\x81"), R"("\udb40\udc41")");
   EXPECT_EQ(base::terminal_text("\xf3\xa0\x84\x80"), "\xf3\xa0\x84\x80") << "a variation selector";
}

TEST(terminal_text, escapes_what_could_drive_a_terminal)
{
   EXPECT_EQ(base::terminal_text("\x1b[2J"), "\\027[2J");
   EXPECT_EQ(base::terminal_text("a\nb\r\t"), "a\\010b\\013\\009");
   EXPECT_EQ(base::terminal_text("\x7f"), "\\127");
   EXPECT_EQ(
      base::terminal_text("\xc2\x9b"
                          "31m"),
      "\\194\\15531m");  // C1 CSI
}

TEST(terminal_text, escapes_bidirectional_controls)
{
   for (auto const* control : {"\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8f", "\xd8\x9c"})
      EXPECT_EQ(base::terminal_text(control).find('\xe2'), std::string::npos) << control;
   EXPECT_EQ(base::terminal_text("\xe2\x80\xae"), "\\226\\128\\174");
}

TEST(terminal_text, escapes_bytes_that_are_not_utf8)
{
   EXPECT_EQ(base::terminal_text("\xff"), "\\255");
   EXPECT_EQ(base::terminal_text("\xc3"), "\\195");
   EXPECT_EQ(base::terminal_text("\xc0\x80"), "\\192\\128");           // overlong
   EXPECT_EQ(base::terminal_text("\xed\xa0\x80"), "\\237\\160\\128");  // surrogate
}

TEST(markup_text, keeps_letters_of_every_script)
{
   EXPECT_EQ(
      base::markup_text("a ~ \xc3\xa4 \xe6\x97\xa5 \xf0\x9f\x98\x80"),
      "a ~ \xc3\xa4 \xe6\x97\xa5 \xf0\x9f\x98\x80");
   EXPECT_EQ(base::markup_text(""), "");
}

TEST(markup_text, holds_no_markup)
{
   EXPECT_EQ(base::markup_text("<a b=\"c\">&amp;"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;");
   EXPECT_EQ(base::markup_text("]]>"), "]]&gt;");
   EXPECT_EQ(base::markup_text("'"), "&apos;");
}

// XML 1.0 section 3.3.3: a parser turns plain line breaks of an attribute into spaces.
TEST(markup_text, keeps_line_breaks_and_tabs_in_attributes)
{
   EXPECT_EQ(base::markup_text("a\n\tb"), "a&#10;&#9;b");
}

// XML 1.0 section 2.2 has no characters for these, not even as references.
TEST(markup_text, escapes_what_xml_cannot_say)
{
   EXPECT_EQ(base::markup_text(std::string_view{"\0", 1}), "\\000");
   EXPECT_EQ(base::markup_text("\x1b[2J\x7f"), "\\027[2J\\127");
   EXPECT_EQ(base::markup_text("\xef\xbf\xbe"), "\\239\\191\\190");
   EXPECT_EQ(base::markup_text("\xef\xbf\xbf"), "\\239\\191\\191");
   EXPECT_EQ(base::markup_text("\xed\xa0\x80"), "\\237\\160\\128");  // a surrogate
   EXPECT_EQ(base::markup_text("\xff"), "\\255");
   EXPECT_EQ(base::markup_text("\xe2\x80\xae"), "\\226\\128\\174");  // would reorder a terminal
}

TEST(csv_field, has_quotes_where_rfc_4180_wants_them)
{
   EXPECT_EQ(base::csv_field(""), "");
   EXPECT_EQ(base::csv_field("a b"), "a b");
   EXPECT_EQ(base::csv_field("a,b"), "\"a,b\"");
   EXPECT_EQ(base::csv_field("a\"b"), "\"a\"\"b\"");
   EXPECT_EQ(base::csv_field("\xc3\xa4"), "\xc3\xa4");
}

TEST(csv_field, is_no_formula)
{
   for (std::string const formula :
        {"=cmd|' /C calc'!A0",
         "+1",
         "-1",
         "@SUM(A1)",
         " =1",
         "\xef\xbc\x9d"
         "1"}) {
      auto const field = base::csv_field(formula);
      EXPECT_EQ(field.substr(field.find_first_not_of(' '), 1), "'") << formula;
   }
   EXPECT_EQ(base::csv_field("\t=1"), "\\009=1");
   EXPECT_EQ(base::csv_field("\r=1"), "\\013=1");
   EXPECT_EQ(base::csv_field("a=1-b"), "a=1-b");
}

// Where ';' parts cells, quotes within a line part nothing.
TEST(csv_field, is_no_formula_where_semicolons_part_cells)
{
   EXPECT_EQ(base::csv_field("p;=1"), "\"p;'=1\"");
   EXPECT_EQ(base::csv_field("p; \"=1"), "\"p; \"\"'=1\"");
   EXPECT_EQ(base::csv_field("v=DMARC1; p=none"), "\"v=DMARC1; p=none\"");
}

TEST(csv_field, stays_on_one_line_and_is_utf8)
{
   EXPECT_EQ(base::csv_field("a\nb\r\n"), "a\\010b\\013\\010");
   EXPECT_EQ(base::csv_field("\xff\xe2\x80\xae"), "\\255\\226\\128\\174");
}

TEST(markdown_text, has_no_markup)
{
   EXPECT_EQ(
      base::markdown_text("a|b `c` *d* _e_ [f](g) <h> ~i~ ![j] &amp; \\"),
      "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\]\\(g\\) \\<h\\> \\~i\\~ \\!\\[j\\] \\&amp; \\\\");
   EXPECT_EQ(base::markdown_text("plain text, 10.5%"), "plain text, 10.5%");
}

TEST(markdown_text, makes_no_links_and_tells_nobody)
{
   EXPECT_EQ(base::markdown_text("@all"), "<span>@</span>all");
   EXPECT_EQ(base::markdown_text("#1 $x$"), "<span>#</span>1 <span>$</span>x$");
   EXPECT_EQ(base::markdown_text("http://a"), "http<span>:</span>//a");
   EXPECT_EQ(base::markdown_text("www.a.test"), "www\\.a.test");
   EXPECT_EQ(base::markdown_text("TXT: none"), "TXT: none");
}

TEST(markdown_text, stays_on_one_line_and_is_utf8)
{
   EXPECT_EQ(base::markdown_text("a\n# b\xff"), "a\\\\010# b\\\\255");
   EXPECT_EQ(base::markdown_text("\xe2\x80\xae"), "\\\\226\\\\128\\\\174");
}

TEST(markdown_block, ends_where_it_should)
{
   EXPECT_EQ(base::markdown_block("a\nb\n"), "```\na\nb\n```\n");
   EXPECT_EQ(base::markdown_block("```\n````x", "  "), "  `````\n  ```\n  ````x\n  `````\n");
   EXPECT_EQ(base::markdown_block("\x1b"), "```\n\\027\n```\n");
}

TEST(json_string, escapes_by_rfc_8259)
{
   EXPECT_EQ(base::json_string("a\"b\\c"), R"("a\"b\\c")");
   EXPECT_EQ(base::json_string(std::string_view{"\0\n\t\x1f", 4}), R"("\u0000\n\t\u001f")");
   EXPECT_EQ(base::json_string("\xc3\xa4"), "\"\xc3\xa4\"");
}

TEST(json_string, escapes_wherever_it_stands_in_a_long_text)
{
   for (std::size_t at = 0; at != 80; ++at)
      for (char const c : {'"', '\\', '\n', '\x7f', '\xff'}) {
         std::string text(80, 'a');
         text[at] = c;
         auto const alone = base::json_string(std::string_view{&c, 1});
         EXPECT_EQ(
            base::json_string(text),
            '"' + std::string(at, 'a') + alone.substr(1, alone.size() - 2) +
               std::string(79 - at, 'a') + '"');
      }
}

TEST(json_string, is_valid_json_for_any_bytes)
{
   EXPECT_EQ(
      base::json_string("\xff"
                        "a"),
      R"("\\255a")");
}

TEST(json_string, escapes_what_could_drive_a_terminal)
{
   EXPECT_EQ(base::json_string("\xc2\x9b"), R"("\u009b")");
   EXPECT_EQ(
      base::json_string("a\xe2\x80\xae"
                        "b"),
      R"("a\u202eb")");
   EXPECT_EQ(base::json_string("\x7f"), R"("\u007f")");
}

TEST(json_number, has_no_exponent_and_no_trailing_zeros)
{
   EXPECT_EQ(base::json_number(87.5), "87.5");
   EXPECT_EQ(base::json_number(100), "100");
   EXPECT_EQ(base::json_number(0), "0");
   EXPECT_EQ(base::json_number(std::numeric_limits<double>::quiet_NaN()), "null");
   EXPECT_EQ(base::json_number(std::numeric_limits<double>::infinity()), "null");
   EXPECT_EQ(base::json_number(std::numeric_limits<double>::max()).find('e'), std::string::npos);
}

TEST(utf8, accepts_and_refuses_by_rfc_3629)
{
   EXPECT_TRUE(base::is_utf8("\xf4\x8f\xbf\xbf"));
   for (auto const* bad :
        {"\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80"})
      EXPECT_FALSE(base::is_utf8(bad)) << bad;
}

TEST(characters, are_counted_and_cut_whole)
{
   EXPECT_EQ(base::character_count("a\xc3\xa4\xff"), 3U);
   EXPECT_EQ(base::first_characters("a\xc3\xa4 b", 2), "a\xc3\xa4");
   EXPECT_EQ(base::first_characters("ab", 9), "ab");
}

TEST(nearest, suggests_what_was_probably_meant)
{
   std::vector<std::string> const words{"lookups", "records", "voids"};
   EXPECT_EQ(base::nearest("lookup", words), "lookups");
   EXPECT_EQ(base::nearest("zzzzzz", words), "");
}

TEST(case_folding, is_ascii_only)
{
   EXPECT_EQ(base::lower("AbZ[\xc3\x84"), "abz[\xc3\x84");
   EXPECT_TRUE(base::equal_ignoring_case("ExAmple", "eXaMPLE"));
   EXPECT_FALSE(base::equal_ignoring_case("a", "ab"));
}

}  // namespace
