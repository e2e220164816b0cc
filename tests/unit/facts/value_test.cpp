// SPDX-License-Identifier: Apache-2.0
#include "core/facts/value.hpp"

#include <gtest/gtest.h>

namespace facts = dnslint::facts;
namespace base = dnslint::base;

namespace {

TEST(fact_name_order, is_that_of_the_bytes)
{
   std::vector<std::string> const names{"", "a", "aa", "ab", "b", "_", "A", "\x7f", "\x80", "\xff"};
   for (auto const& a : names)
      for (auto const& b : names)
         EXPECT_EQ(facts::name_order{}(a, b), a < b) << a << ' ' << b;
}

TEST(fact_json, writes_every_kind)
{
   facts::map const m{
      {"b", true},
      {"i", std::int64_t{-5}},
      {"d", 0.5},
      {"s", "x\n"},
      {"y", facts::bytes{"\xff"}},
      {"l", facts::list{1, facts::value{}}},
      {"e", facts::list{}},
      {"m", facts::map{}}};
   EXPECT_EQ(
      facts::to_json(m),
      R"({"b":true,"d":0.5,"e":[],"i":-5,"l":[1,null],"m":{},"s":"x\n","y":"/w=="})");
}

TEST(fact_json, unknown_says_why)
{
   EXPECT_EQ(
      facts::to_json(base::transient("timeout", "no answer")),
      R"({"unknown":{"class":"transient","code":"timeout","detail":"no answer"}})");
}

TEST(fact_type, text_and_back)
{
   for (auto const* text : {"dyn", "bool", "int", "double", "string", "bytes", "list", "map"})
      EXPECT_EQ(facts::to_text(facts::type_from_text(text).value()), text);
   EXPECT_FALSE(facts::type_from_text("float"));
}

TEST(fact_type, null_and_unknown_match_every_type)
{
   EXPECT_TRUE(facts::matches(facts::type::integer, facts::value{}));
   EXPECT_TRUE(facts::matches(facts::type::integer, base::internal("x")));
   EXPECT_TRUE(facts::matches(facts::type::integer, 3));
   EXPECT_FALSE(facts::matches(facts::type::integer, "3"));
   EXPECT_FALSE(facts::matches(facts::type::string, 3));
   EXPECT_FALSE(facts::matches(facts::type::number, 3));
}

TEST(fact_declaration, says_what_is_in_a_list_or_map)
{
   for (auto const* text :
        {"dyn", "int", "list", "list(string)", "list(map)", "map", "map(string, int)"}) {
      facts::declaration d;
      EXPECT_TRUE(facts::read_type(text, d)) << text;
      EXPECT_EQ(facts::type_text(d), text);
   }
   facts::declaration d;
   for (auto const* text :
        {"",
         "(",
         "list(",
         "list()",
         "list(text)",
         "list(int",
         "list(int))",
         "list(list(int))",
         "int(int)",
         "dyn(int)",
         "map(int)",
         "map(int, string)",
         "map(string,int)",
         "text(int)"})
      EXPECT_FALSE(facts::read_type(text, d)) << text;
}

TEST(fact_declaration, matches_what_is_inside)
{
   facts::declaration d;
   ASSERT_TRUE(facts::read_type("list(string)", d));
   EXPECT_TRUE(facts::matches(d, facts::list{"a", facts::value{}, base::internal("x")}));
   EXPECT_TRUE(facts::matches(d, facts::list{}));
   EXPECT_FALSE(facts::matches(d, facts::list{"a", 1}));
   EXPECT_FALSE(facts::matches(d, "a"));
   EXPECT_TRUE(facts::matches(d, base::internal("x")));
   ASSERT_TRUE(facts::read_type("map(string, int)", d));
   EXPECT_TRUE(facts::matches(d, facts::map{{"a", 1}}));
   EXPECT_FALSE(facts::matches(d, facts::map{{"a", "b"}}));
   ASSERT_TRUE(facts::read_type("list", d));
   EXPECT_TRUE(facts::matches(d, facts::list{"a", 1}));
}

}  // namespace
