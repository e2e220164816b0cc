// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::base::yaml {
namespace {

class yaml_map_reader : public testing::Test {
protected:
   map_reader reader(std::string text)
   {
      auto loaded = load("f.yaml", std::move(text));
      if (loaded)
         doc_ = *std::move(loaded);
      else
         ADD_FAILURE() << to_text(loaded.errors());
      return {doc_, doc_.root(), "a rule", errors_};
   }
   std::string said() const { return to_text(errors_); }

   document doc_{"", "", {}};
   diagnostics errors_;
};

TEST_F(yaml_map_reader, reads_each_type)
{
   auto map = reader("t: text\nn: 12\ny: true\ni: -7\nl: [a, 2]\nm: {x: y}\np: +5\nf: False\n");
   EXPECT_EQ(map.text("t"), "text");
   EXPECT_EQ(map.text("n"), "12");
   EXPECT_EQ(map.boolean("y"), true);
   EXPECT_EQ(map.boolean("f"), false);
   EXPECT_EQ(map.integer("i"), -7);
   EXPECT_EQ(map.integer("p"), 5);
   EXPECT_EQ(map.texts("l"), (std::vector<std::string>{"a", "2"}));
   EXPECT_EQ(map.map("m")->find("x")->text, "y");
   EXPECT_EQ(map.text("absent"), std::nullopt);
   map.done();
   EXPECT_EQ(said(), "");
}

TEST_F(yaml_map_reader, reports_wrong_types)
{
   auto map = reader("a: [x]\nb: yes\nc: 1.5\nd: x\ne: \"1\"\nf: [[x]]\ng:\n");
   EXPECT_EQ(map.text("a"), std::nullopt);
   EXPECT_EQ(map.boolean("b"), std::nullopt);
   EXPECT_EQ(map.integer("c"), std::nullopt);
   EXPECT_EQ(map.list("d"), nullptr);
   EXPECT_EQ(map.integer("e"), std::nullopt);
   EXPECT_TRUE(map.texts("f").empty());
   EXPECT_EQ(map.text("g"), std::nullopt);
   map.done();
   EXPECT_EQ(
      said(),
      "f.yaml:1:4: error: 'a' must be text\n   a: [x]\n      ^\n"
      "   if it is text, write a: \"[x]\"\n"
      "f.yaml:2:4: error: 'b' must be true or false\n   b: yes\n      ^\n"
      "   write true, without quotes\n"
      "f.yaml:3:4: error: 'c' must be a whole number\n   c: 1.5\n      ^\n"
      "f.yaml:4:4: error: 'd' must be a list\n   d: x\n      ^\n"
      "   write d: [x]\n"
      "f.yaml:5:4: error: 'e' must be a whole number\n   e: \"1\"\n      ^\n"
      "   write it without quotes\n"
      "f.yaml:6:5: error: 'f' must be a list of texts\n   f: [[x]]\n       ^\n"
      "f.yaml:7:1: error: 'g' must be text\n   g:\n   ^\n"
      "   nothing stands after 'g:'\n");
}

TEST_F(yaml_map_reader, says_how_text_in_braces_and_a_key_without_a_blank_are_written)
{
   auto map = reader("{ a: {domain}, b:1 }");
   EXPECT_EQ(map.text("a"), std::nullopt);
   EXPECT_EQ(map.integer("b"), std::nullopt);
   map.done();
   EXPECT_EQ(
      said(),
      "f.yaml:1:6: error: 'a' must be text\n   { a: {domain}, b:1 }\n        ^\n"
      "   if it is text, write a: \"{domain}\"\n"
      "f.yaml:1:16: error: a rule has no key 'b:1'\n   { a: {domain}, b:1 }\n                  ^\n"
      "   a blank is missing after the ':': write b: 1\n");
}

TEST_F(yaml_map_reader, integers_have_64_bits)
{
   auto map = reader("a: 9223372036854775807\nb: 9223372036854775808\nc: -9223372036854775808\n");
   EXPECT_EQ(map.integer("a"), INT64_MAX);
   EXPECT_EQ(map.integer("b"), std::nullopt);
   EXPECT_EQ(map.integer("c"), INT64_MIN);
}

TEST_F(yaml_map_reader, reports_what_is_absent_and_what_nobody_knows)
{
   auto map = reader("titel: x\nzzzzzzzzz: y\n");
   map.required_text("title");
   map.text("severity");
   map.done();
   EXPECT_EQ(
      said(),
      "f.yaml:1:1: error: a rule needs 'title'\n   titel: x\n   ^\n"
      "f.yaml:1:1: error: a rule has no key 'titel'\n   titel: x\n   ^\n"
      "   did you mean 'title'?\n"
      "f.yaml:2:1: error: a rule has no key 'zzzzzzzzz'\n   zzzzzzzzz: y\n   ^\n"
      "   allowed: title, severity\n");
}

TEST_F(yaml_map_reader, something_else_than_a_map_is_one_error)
{
   auto list = reader("[a]\n");
   list.required_text("title");
   list.done();
   EXPECT_EQ(said(), "f.yaml:1:1: error: a rule must be a map\n   [a]\n   ^\n");
}

TEST_F(yaml_map_reader, errors_are_bounded)
{
   std::string text;
   for (int i = 0; i != 1000; ++i)
      text += "k" + std::to_string(i) + ": 1\n";
   auto map = reader(text);
   map.done();
   EXPECT_EQ(errors_.size(), 100U);
}

}  // namespace
}  // namespace dnslint::base::yaml
