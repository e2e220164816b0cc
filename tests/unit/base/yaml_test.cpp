// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::base::yaml {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

document must_load(std::string text)
{
   auto loaded = load("f.yaml", std::move(text));
   if (!loaded)
      ADD_FAILURE() << to_text(loaded.errors());
   return loaded ? *loaded : document{"f.yaml", "", {}};
}

std::string refusal(std::string text, limits const& bounds = {})
{
   auto const loaded = load("f.yaml", std::move(text), bounds);
   return loaded ? "accepted" : to_text(loaded.errors());
}

std::string repeated(std::string_view text, std::size_t times)
{
   std::string all;
   for (std::size_t i = 0; i != times; ++i)
      all += text;
   return all;
}

std::string place(location const& where)
{
   return std::to_string(where.line) + ":" + std::to_string(where.column);
}

TEST(yaml_load, keeps_the_order_of_a_map)
{
   auto const doc = must_load("b: 1\na: two\nc:\n");
   auto const& root = doc.root();
   ASSERT_TRUE(root.is_map());
   ASSERT_EQ(root.entries.size(), 3U);
   EXPECT_EQ(root.entries[0].first.text, "b");
   EXPECT_EQ(root.entries[1].second.text, "two");
   EXPECT_TRUE(root.entries[2].second.is_null());
   EXPECT_EQ(root.find("a")->text, "two");
   EXPECT_EQ(root.find("d"), nullptr);
}

TEST(yaml_load, nests_lists_and_maps)
{
   auto const doc = must_load("a:\n- x\n- {b: [1, 2]}\n- [c: d]\n");
   auto const& items = doc.root().find("a")->items;
   ASSERT_EQ(items.size(), 3U);
   EXPECT_EQ(items[0].text, "x");
   EXPECT_EQ(items[1].find("b")->items[1].text, "2");
   EXPECT_EQ(items[2].items[0].find("c")->text, "d");
}

TEST(yaml_load, tells_how_a_scalar_was_written)
{
   auto const doc = must_load("a: x\nb: \"x\"\nc: 'x'\nd: |\n  x\ne: >-\n  x\n\"f\": x\n");
   EXPECT_EQ(doc.root().find("a")->written, style::plain);
   EXPECT_EQ(doc.root().find("b")->written, style::quoted);
   EXPECT_EQ(doc.root().find("c")->written, style::quoted);
   EXPECT_EQ(doc.root().find("d")->written, style::block);
   EXPECT_EQ(doc.root().find("e")->written, style::block);
   EXPECT_EQ(doc.root().entries[5].first.written, style::quoted);
}

TEST(yaml_load, only_unquoted_null_is_null)
{
   auto const doc = must_load("- ~\n- null\n- 'null'\n- ''\n-\n");
   auto const& items = doc.root().items;
   EXPECT_TRUE(items[0].is_null());
   EXPECT_TRUE(items[1].is_null());
   EXPECT_TRUE(items[2].is_scalar());
   EXPECT_TRUE(items[3].is_scalar());
   EXPECT_TRUE(items[4].is_null());
}

TEST(yaml_load, empty_text_is_null)
{
   for (auto const* text : {"", "\n\n", "# only a comment\n", "---\n", "\xef\xbb\xbf"})
      EXPECT_TRUE(must_load(text).root().is_null()) << text;
}

TEST(yaml_load, byte_order_mark_moves_no_column)
{
   auto const doc = must_load(
      "\xef\xbb\xbf"
      "a: b\n");
   EXPECT_EQ(place(doc.locate(*doc.root().find("a"))), "1:4");
}

TEST(yaml_load, accepts_crlf)
{
   auto const doc = must_load("a: b\r\nc: d\r\n");
   auto const where = doc.locate(*doc.root().find("c"));
   EXPECT_EQ(place(where), "2:4");
   EXPECT_EQ(where.line_text, "c: d");
}

TEST(yaml_load, document_end_marker_may_follow)
{
   EXPECT_EQ(must_load("---\na: b\n...\n").root().find("a")->text, "b");
}

TEST(yaml_load, places_count_characters)
{
   auto const doc = must_load("\"\xc3\xa4\xe2\x82\xac\": \xf0\x9f\x98\x80 x\n");
   EXPECT_EQ(place(doc.locate(doc.root().entries[0].second)), "1:7");
   EXPECT_EQ(place(doc.locate(doc.root().entries[0].second, 5)), "1:9");
}

struct refused_case {
   std::string name;
   std::string text;
   std::string said;
};

class yaml_refuses : public testing::TestWithParam<refused_case> {};

TEST_P(yaml_refuses, with_its_place)
{
   EXPECT_EQ(refusal(GetParam().text), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
   hostile,
   yaml_refuses,
   testing::Values(
      refused_case{
         "alias",
         "a: *x\n",
         "f.yaml:1:4: error: '*x' is an alias in YAML, which is not allowed here\n"
         "   a: *x\n"
         "      ^\n"
         "   if it is text, quote it: \"*x\"\n"},
      refused_case{
         "wildcard",
         "- *.example.com\n",
         "f.yaml:1:3: error: '*.example.com' is an alias in YAML, which is not allowed here\n"
         "   - *.example.com\n"
         "     ^\n"
         "   if it is text, quote it: \"*.example.com\"\n"},
      refused_case{
         "recursion",
         "&a [*a]\n",
         "f.yaml:1:1: error: '&a' is an anchor in YAML, which is not allowed here\n"
         "   &a [*a]\n"
         "   ^\n"
         "   if it is text, quote it: \"&a [*a]\"\n"},
      refused_case{
         "tag",
         "applies_when: !facts.a && facts.b\n",
         "f.yaml:1:15: error: '!facts.a' is a tag in YAML, which is not allowed here\n"
         "   applies_when: !facts.a && facts.b\n"
         "                 ^\n"
         "   if it is text, quote it: \"!facts.a && facts.b\"\n"},
      refused_case{
         "tag_in_flow",
         "{ assert: !x == \"y\", b: c }\n",
         "f.yaml:1:11: error: '!x' is a tag in YAML, which is not allowed here\n"
         "   { assert: !x == \"y\", b: c }\n"
         "             ^\n"
         "   if it is text, quote it: '!x == \"y\"'\n"},
      refused_case{
         "lone_exclamation_mark",
         "a: ! x\n",
         "f.yaml:1:4: error: '!' is a tag in YAML, which is not allowed here\n"
         "   a: ! x\n"
         "      ^\n"
         "   if it is text, quote it: \"! x\"\n"},
      refused_case{
         "conditional",
         "assert: a ? b : c\n",
         "f.yaml:1:15: error: text with ': ' in it must be quoted\n"
         "   assert: a ? b : c\n"
         "                 ^\n"
         "   write assert: \"a ? b : c\"\n"},
      refused_case{
         "text_first",
         "assert: \"x\" in y\n",
         "f.yaml:1:13: error: there is more after the closing quote\n"
         "   assert: \"x\" in y\n"
         "               ^\n"
         "   if it is one text, write assert: '\"x\" in y'\n"},
      refused_case{
         "duplicate_key",
         "a: 1\nb: 2\n\"a\": 3\n",
         "f.yaml:3:1: error: duplicate key 'a'\n"
         "   \"a\": 3\n"
         "   ^\n"
         "   it is in line 1 already\n"},
      refused_case{
         "list_as_key",
         "? [a]\n: b\n",
         "f.yaml:1:3: error: a key must be text\n"
         "   ? [a]\n"
         "     ^\n"
         "   if it is text, quote it: \"[a\"\n"},
      refused_case{
         "second_document",
         "a: 1\n---\nb: 2\n",
         "f.yaml:2:1: error: there is more after the end of the first document\n"
         "   ---\n"
         "   ^\n"},
      refused_case{
         "comma",
         ",",
         "f.yaml:1:1: error: there is more after the end of the first document\n"
         "   ,\n"
         "   ^\n"},
      refused_case{
         "comma_and_value",
         ",1",
         "f.yaml:1:1: error: there is more after the end of the first document\n"
         "   ,1\n"
         "   ^\n"},
      refused_case{
         "text_after_text",
         "\"a\" \"b\"",
         "f.yaml:1:5: error: there is more after the end of the first document\n"
         "   \"a\" \"b\"\n"
         "       ^\n"},
      refused_case{
         "invalid_utf8",
         "a: b\nc: \xff\n",
         "f.yaml:2:4: error: this is not UTF-8\n"
         "   c: \\255\n"
         "      ^\n"},
      refused_case{
         "overlong_utf8",
         "\xc0\x80",
         "f.yaml:1:1: error: this is not UTF-8\n"
         "   \\192\\128\n"
         "   ^\n"},
      refused_case{
         "utf16",
         std::string{"\0a\0:", 4},
         "f.yaml:1:1: error: control character U+0000\n"
         "   \\000a\\000:\n"
         "   ^\n"},
      refused_case{
         "end_of_transmission",
         "a: b\n\x04"
         "c: d\n",
         "f.yaml:2:1: error: control character U+0004\n"
         "   \\004c: d\n"
         "   ^\n"},
      refused_case{
         "lone_return",
         "a: b\rc: d\n",
         "f.yaml:1:5: error: control character U+000D\n"
         "   a: b\\013c: d\n"
         "       ^\n"}),
   [](auto const& tested) {
      return tested.param.name;
   });

TEST(yaml_load, tab_as_indentation_is_refused)
{
   EXPECT_THAT(refusal("a:\n\t- b\n"), StartsWith("f.yaml:2:"));
}

TEST(yaml_load, unfinished_text_is_refused)
{
   for (auto const* text :
        {"a: [1", "a: {b", "a: \"x", "a: 'x", "a: [", "a: {", "a: [1}", "\"\\q\""})
      EXPECT_THAT(refusal(text), StartsWith("f.yaml:1:")) << text;
}

TEST(yaml_load, alias_bomb_is_refused_at_its_first_anchor)
{
   EXPECT_THAT(
      refusal("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"),
      StartsWith("f.yaml:1:4: error: '&a' is an anchor"));
}

TEST(yaml_load, size_is_bounded)
{
   limits const small{.bytes = 10};
   EXPECT_EQ(refusal(std::string(10, ' '), small), "accepted");
   EXPECT_EQ(refusal(std::string(11, ' '), small), "f.yaml: error: larger than 10 bytes\n");
   EXPECT_THAT(refusal(std::string((8U << 20U) + 1, '#')), HasSubstr("larger than 8388608 bytes"));
}

TEST(yaml_load, depth_is_bounded)
{
   EXPECT_EQ(refusal(std::string(64, '[') + std::string(64, ']')), "accepted");
   EXPECT_THAT(
      refusal(std::string(65, '[') + std::string(65, ']')),
      StartsWith("f.yaml:1:65: error: nested more than 64 levels deep\n"));
}

TEST(yaml_load, memory_is_bounded)
{
   limits const few{.memory = 4 * (sizeof(node) + 1)};
   EXPECT_EQ(refusal("[a, b, c]", few), "accepted");
   EXPECT_THAT(
      refusal("[a, b, c, d]", few),
      StartsWith("f.yaml:1:11: error: up to here the file takes more than "));
   EXPECT_THAT(refusal("{a: b, c: d}", few), HasSubstr("takes more than"));
   EXPECT_THAT(refusal("[a, b, " + std::string(500, 'c') + "]", few), HasSubstr("takes more than"));
}

TEST(yaml_load, a_pack_of_twenty_thousand_rules_fits)
{
   auto const rule = std::string{
      "- { id: big/r, title: T, category: mail, severity: low, assert: 'domain != \"x\"', "
      "message: m, fix: f }\n"};
   EXPECT_EQ(must_load(repeated(rule, 20'000)).root().items.size(), 20'000U);
}

TEST(yaml_load, what_stands_on_one_line_is_bounded)
{
   limits const few{.indicators_a_line = 4};
   EXPECT_EQ(refusal("[a, b,\n c, d]", few), "accepted");
   EXPECT_EQ(refusal("a: |\n  x, y,\n", few), "accepted");
   EXPECT_THAT(
      refusal("[a, b, c, d]", few),
      StartsWith("f.yaml:1:12: error: more than 4 of the characters []{},:? on one line\n"));
}

TEST(yaml_locate, places_in_a_long_line_count_characters)
{
   auto const doc = must_load("[" + repeated("'\xc3\xa4', ", 10'000) + "x]");
   EXPECT_EQ(place(doc.locate(doc.root().items.back())), "1:50002");
   EXPECT_EQ(place(doc.locate(doc.root().items[5000])), "1:25002");
}

TEST(yaml_locate, flow_collections_are_given_as_they_are_written)
{
   auto const doc = must_load("a: {domain} # x\nb: [\"]\", {c: 'd'}]\ne: f\n");
   EXPECT_EQ(doc.flow_text(*doc.root().find("a")), "{domain}");
   EXPECT_EQ(doc.flow_text(*doc.root().find("b")), "[\"]\", {c: 'd'}]");
   EXPECT_EQ(doc.flow_text(*doc.root().find("e")), "");
}

TEST(yaml_load, hostile_nesting_ends)
{
   for (auto const* text : {"[", "{", "- ", "? ", "[{", "{a: ", "[\n", "- - ", "!a ", "&a ", "*a "})
      EXPECT_NE(refusal(repeated(text, 100'000)), "accepted") << text;
}

TEST(yaml_load, long_lines_are_not_shown)
{
   auto const said = refusal("a: \"" + std::string(5000, 'x') + "\" b\n");
   EXPECT_LT(said.size(), 300U);
   EXPECT_THAT(said, StartsWith("f.yaml:1:"));
}

// Finds `word` in the first value of the map by its offset in the value, and gives its place.
std::string place_of(std::string const& text, std::string_view word)
{
   auto const doc = must_load(text);
   if (doc.root().entries.empty())
      return "nothing";
   auto const& value = doc.root().entries[0].second;
   auto const offset = value.text.find(word);
   if (offset == std::string::npos)
      return "not in the value: " + value.text;
   return place(doc.locate(value, offset));
}

TEST(yaml_locate, inside_plain_text)
{
   EXPECT_EQ(place_of("a: one two\n", "one"), "1:4");
   EXPECT_EQ(place_of("a: one two\n", "two"), "1:8");
   EXPECT_EQ(place_of("a: one\n   two\n  three\n", "two"), "2:4");
   EXPECT_EQ(place_of("a: one\n   two  \n\n\n  three\n", "three"), "5:3");
   EXPECT_EQ(place_of("a: one \r\n   two\r\n", "two"), "2:4");
}

TEST(yaml_locate, inside_quotes)
{
   EXPECT_EQ(place_of("a: \"one two\"\n", "one"), "1:5");
   EXPECT_EQ(place_of("a: 'one two'\n", "two"), "1:9");
   EXPECT_EQ(place_of("a: 'it''s two'\n", "two"), "1:11");
   EXPECT_EQ(place_of("a: \"\\\"one\\\" two\"\n", "two"), "1:13");
   EXPECT_EQ(place_of("a: \"\\u00e4\\x41\\U0001F600 two\"\n", "two"), "1:26");
   EXPECT_EQ(place_of("a: \"one\n   two\"\n", "two"), "2:4");
   EXPECT_EQ(place_of("a: 'one\n\n   two'\n", "two"), "3:4");
   EXPECT_EQ(place_of("a: \"one\\\n   two\"\n", "two"), "2:4");
}

TEST(yaml_locate, inside_literal_blocks)
{
   EXPECT_EQ(place_of("a: |\n  one\n  two\n", "one"), "2:3");
   EXPECT_EQ(place_of("a: |\n  one\n  two\n", "two"), "3:3");
   EXPECT_EQ(place_of("a: |\n\n  one\n\n    two\n", "two"), "5:5");
   EXPECT_EQ(place_of("a: |-\n  one\n  two\nb: c\n", "two"), "3:3");
   EXPECT_EQ(place_of("a: |2\n    one\n  two\n", "two"), "3:3");
}

TEST(yaml_locate, inside_folded_blocks)
{
   EXPECT_EQ(place_of("a: >-\n  one\n  two\n", "one"), "2:3");
   EXPECT_EQ(place_of("a: >-\n  one\n  two\n", "two"), "3:3");
   EXPECT_EQ(place_of("a: >\n  one\n\n  two\n  three\n", "three"), "5:3");
   EXPECT_EQ(place_of("a: >-\n  one\n    more\n  two\n", "two"), "4:3");
   EXPECT_EQ(place_of("a: >-\n  one\n  two\n    more\n  three\n", "three"), "5:3");
   EXPECT_EQ(place_of("a: >-\n\n\n  one\n  two\nb: c\n", "two"), "5:3");
}

TEST(yaml_locate, end_of_the_value)
{
   auto const doc = must_load("a: one\nb: \"two\"\nc: >-\n  x\n  y\nd: z\n");
   auto const at = [&](std::string_view key) {
      auto const& value = *doc.root().find(key);
      return place(doc.locate(value, value.text.size()));
   };
   EXPECT_EQ(at("a"), "1:7");
   EXPECT_EQ(at("b"), "2:8");
   EXPECT_EQ(at("c"), "5:4");
   EXPECT_EQ(place(doc.locate(*doc.root().find("a"), 1000)), "1:7");
}

TEST(yaml_locate, empty_value_is_placed_at_its_key)
{
   auto const doc = must_load("a:\n\n\nb: 1\n");
   EXPECT_EQ(place(doc.locate(*doc.root().find("a"))), "1:1");
}

TEST(yaml_comment, after_unquoted_text_is_seen)
{
   auto const doc = must_load(
      "a: r.n > 1 # c\nb: \"r.n\" # c\nc: x#y\nd: >-\n  x # y\ne: x\n  y # z\nf: [x, y] # z\n");
   EXPECT_EQ(doc.comment_after(*doc.root().find("a")), "# c");
   EXPECT_EQ(doc.comment_after(*doc.root().find("b")), "");
   EXPECT_EQ(doc.comment_after(*doc.root().find("c")), "");
   EXPECT_EQ(doc.comment_after(*doc.root().find("d")), "");
   EXPECT_EQ(doc.comment_after(*doc.root().find("e")), "# z");
   EXPECT_EQ(doc.comment_after(doc.root().find("f")->items[0]), "");
}

TEST(yaml_quoted, chooses_the_quotes_that_need_no_escapes)
{
   EXPECT_EQ(quoted("a ? b : c"), "\"a ? b : c\"");
   EXPECT_EQ(quoted("\"x\" in y"), "'\"x\" in y'");
   EXPECT_EQ(quoted("\"x\" in 'y'"), "'\"x\" in ''y'''");
   EXPECT_EQ(quoted("r'\\d'"), "'r''\\d'''");
}

TEST(yaml_file, reads_a_file_up_to_its_bound)
{
   auto const path = testing::TempDir() + "yaml_file_test.yaml";
   std::ofstream{path} << "a: b\n";
   EXPECT_EQ(*read_file(path, 5), "a: b\n");
   EXPECT_EQ(to_text(read_file(path, 4).errors()), path + ": error: larger than 4 bytes\n");
}

TEST(yaml_file, names_the_file_that_cannot_be_read)
{
   EXPECT_EQ(
      to_text(read_file("/nonexistent/x.yaml", 10).errors()),
      "/nonexistent/x.yaml: error: cannot be read: No such file or directory\n");
   EXPECT_THAT(to_text(read_file("/tmp", 10).errors()), HasSubstr("/tmp: error: cannot be read"));
}

}  // namespace
}  // namespace dnslint::base::yaml
