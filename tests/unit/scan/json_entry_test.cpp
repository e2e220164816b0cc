// SPDX-License-Identifier: Apache-2.0
#include "core/scan/json_entry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

scan::parsed_line json_entry(std::string_view text)
{
   static std::string const file = "list.jsonl";
   return scan::parse_json_entry({file, 3, text});
}

std::string json_entry_problem(std::string_view text)
{
   auto const parsed = json_entry(text);
   EXPECT_NE(parsed.input.has_value(), parsed.problem.has_value()) << text;
   return parsed.problem ? parsed.problem->message : "";
}

audit::list_columns json_entry_columns(std::string_view text)
{
   auto const parsed = json_entry(text);
   EXPECT_TRUE(parsed.input && parsed.input->columns) << text;
   return parsed.input && parsed.input->columns ? *parsed.input->columns : audit::list_columns{};
}

TEST(json_entry, has_a_domain)
{
   auto const parsed = json_entry(R"({"domain": "B.test"})");
   ASSERT_TRUE(parsed.input);
   EXPECT_EQ(parsed.input->name.to_text(), "b.test");
   EXPECT_EQ(parsed.input->text, "B.test");
   EXPECT_EQ(parsed.input->line, 3U);
   ASSERT_TRUE(parsed.input->columns);
   EXPECT_EQ(*parsed.input->columns, audit::list_columns{});
}

TEST(json_entry, has_columns_as_texts_or_lists_of_texts)
{
   auto const columns = json_entry_columns(
      R"({"domain":"a.test","selectors":["S1","s2"],"tags":"shop, blue","profile":"strict"})");
   EXPECT_THAT(columns.selectors, ElementsAre("s1", "s2"));
   EXPECT_THAT(columns.tags, ElementsAre("shop", "blue"));
   EXPECT_EQ(columns.profile, "strict");
}

// A text in a list is one word, with the blanks that are in it.
TEST(json_entry, does_not_cut_the_texts_of_a_list)
{
   EXPECT_THAT(
      json_entry_columns(R"({"domain":"a.test","tags":["two words"]})").tags,
      ElementsAre("two words"));
}

TEST(json_entry, takes_null_and_an_empty_list_for_nothing)
{
   auto const columns =
      json_entry_columns(R"({"domain":"a.test","selectors":null,"tags":[],"profile":""})");
   EXPECT_EQ(columns, audit::list_columns{});
}

TEST(json_entry, leaves_other_members_alone)
{
   EXPECT_EQ(json_entry_problem(R"({"domain":"a.test","owner":{"x":[1,null]},"n":1e3})"), "");
}

TEST(json_entry, refuses_other_types)
{
   for (auto const* const value : {"1", "true", "{}", R"([1])", R"(["a",null])", R"([""])", "[[]]"})
      EXPECT_EQ(
         json_entry_problem(std::string{R"({"domain":"a.test","tags":)"} + value + "}"),
         "tags is no text")
         << value;
}

TEST(json_entry, refuses_an_object_without_a_domain)
{
   for (auto const* const text :
        {"{}", R"({"tags":"a"})", R"({"domain":""})", R"({"domain":null})", R"({"domain":["a"]})"})
      EXPECT_EQ(json_entry_problem(text), "this object has no domain") << text;
}

TEST(json_entry, refuses_what_is_no_object)
{
   for (auto const* const text : {"[]", "\"a.test\"", "1", "null"})
      EXPECT_EQ(json_entry_problem(text), "this is no JSON object") << text;
}

TEST(json_entry, points_at_the_mistake_of_the_syntax)
{
   auto const parsed = json_entry(R"({"domain": "a.test",})");
   ASSERT_TRUE(parsed.problem);
   EXPECT_EQ(parsed.problem->where.file, "list.jsonl");
   EXPECT_EQ(parsed.problem->where.line, 3U);
   EXPECT_EQ(parsed.problem->where.column, 21U);
   EXPECT_EQ(parsed.problem->hint, "write one JSON object a line");
}

TEST(json_entry, points_at_the_key_of_what_is_wrong)
{
   auto const parsed = json_entry(R"({"domain": "a.test", "posture": "nonesuch"})");
   ASSERT_TRUE(parsed.problem);
   EXPECT_THAT(parsed.problem->message, HasSubstr("no posture"));
   EXPECT_EQ(parsed.problem->where.column, 22U);
}

TEST(json_entry, points_at_the_object_where_the_key_is_written_with_escapes)
{
   auto const parsed = json_entry(R"({"domain": "a.test", "t\u0061gs": 1})");
   ASSERT_TRUE(parsed.problem);
   EXPECT_EQ(parsed.problem->where.column, 1U);
}

TEST(json_entry, judges_its_domain_like_any_line)
{
   EXPECT_THAT(json_entry_problem(R"({"domain": "192.0.2.1"})"), HasSubstr("192.0.2.1"));
   auto const parsed = json_entry(R"({"tags": [], "domain": "a b.test"})");
   ASSERT_TRUE(parsed.problem);
   EXPECT_EQ(parsed.problem->where.line, 3U);
   EXPECT_EQ(parsed.input, std::nullopt);
}

TEST(json_entry, refuses_a_key_that_is_there_twice)
{
   EXPECT_THAT(json_entry_problem(R"({"domain":"a.test","domain":"b.test"})"), HasSubstr("domain"));
}

}  // namespace
