// SPDX-License-Identifier: Apache-2.0
#include "core/cel/pattern.hpp"

#include "core/cel/program_memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace dnslint::cel {
namespace {

using testing::HasSubstr;

std::shared_ptr<pattern const> compiled(std::string_view text)
{
   auto made = pattern::compile(text);
   EXPECT_TRUE(std::holds_alternative<std::shared_ptr<pattern const>>(made)) << text;
   return std::get<0>(std::move(made));
}

std::string refusal(std::string_view text)
{
   auto const made = pattern::compile(text);
   auto const* const wrong = std::get_if<std::string>(&made);
   return wrong == nullptr ? "it compiles" : *wrong;
}

struct match_row {
   char const* pattern;
   char const* subject;
   bool matches;
};

// CEL's definition, "Regular Expressions": RE2's syntax, and a match anywhere is one.
TEST(pattern, matches_anywhere_unless_it_is_anchored)
{
   for (auto const& row :
        {match_row{"b", "abc", true},
         match_row{"^b", "abc", false},
         match_row{"^a", "abc", true},
         match_row{"c$", "abc", true},
         match_row{"b$", "abc", false},
         match_row{"^abc$", "abc", true},
         match_row{"", "", true},
         match_row{"", "abc", true},
         match_row{"x*", "abc", true},
         match_row{"^v=spf1( |$)", "v=spf1", true},
         match_row{"^v=spf1( |$)", "v=spf10", false},
         match_row{"(?i)SPF", "spf", true},
         match_row{"SPF", "spf", false},
         match_row{".", "ü", true},
         match_row{"^.$", "ü", true},
         match_row{"^..$", "ü", false},
         match_row{R"(\d)", "٣", false},
         match_row{R"(\pN)", "٣", true},
         match_row{"a.b", "a\nb", false},
         match_row{"(?s)a.b", "a\nb", true},
         match_row{"^b", "a\nb", false},
         match_row{"(?m)^b", "a\nb", true}})
      EXPECT_EQ(compiled(row.pattern)->matches(row.subject), row.matches)
         << row.pattern << " on " << row.subject;
}

TEST(pattern, takes_subjects_with_any_bytes)
{
   using namespace std::string_view_literals;
   EXPECT_TRUE(compiled("b")->matches("a\0b"sv));
   EXPECT_TRUE(compiled(R"(\x00)")->matches("a\0b"sv));
   EXPECT_FALSE(compiled("c")->matches("\xff\xfe"sv));
}

TEST(pattern, says_what_is_wrong_with_it)
{
   EXPECT_THAT(refusal("("), HasSubstr("missing )"));
   EXPECT_THAT(refusal("a)"), HasSubstr("unexpected )"));
   EXPECT_THAT(refusal("[a"), HasSubstr("missing ]"));
   EXPECT_THAT(refusal("*a"), HasSubstr("no argument for repetition operator"));
   EXPECT_THAT(refusal(R"(\)"), HasSubstr("trailing"));
   EXPECT_THAT(refusal("(?=a)"), HasSubstr("invalid perl operator"));
   EXPECT_THAT(refusal(R"((a)\1)"), HasSubstr("invalid escape sequence"));
   EXPECT_THAT(refusal("a{1001}"), HasSubstr("invalid repetition size"));
   EXPECT_THAT(refusal("\xff"), HasSubstr("UTF-8"));
}

TEST(pattern, is_bounded)
{
   EXPECT_EQ(refusal("((a{100}){100}){100}"), "invalid repetition size: {100}")
      << "RE2 bounds repetitions within repetitions";
   EXPECT_EQ(refusal("(?:x?){600}y"), "the pattern is too large");
   EXPECT_EQ(refusal("(?:x?){100}y"), "it compiles");
   EXPECT_EQ(refusal(std::string(1200, 'a')), "the pattern is too large");
   EXPECT_EQ(refusal(std::string(900, 'a')), "it compiles");
}

TEST(pattern, costs_more_on_longer_subjects_and_when_it_is_larger)
{
   auto const small = compiled("a");
   auto const large = compiled("(?:x?){400}y");
   EXPECT_EQ(small->cost_of(""), 0U);
   EXPECT_EQ(small->cost_of("abcd"), 4U);
   EXPECT_GT(large->cost_of("abcd"), 4 * small->cost_of("abcd"));
   EXPECT_EQ(large->cost_of(std::string(100, 'x')), 25 * large->cost_of("abcd"));
   EXPECT_GE(small->cost_of_compiling(), 1000U);
   EXPECT_GT(large->cost_of_compiling(), small->cost_of_compiling());
}

TEST(pattern, takes_more_memory_when_it_is_longer)
{
   EXPECT_GT(compiled("a")->most_bytes(), std::size_t{32} << 10U);
   EXPECT_GT(compiled("abcdefgh")->most_bytes(), compiled("a")->most_bytes());
}

TEST(program_memory, gives_a_pattern_back_by_its_text)
{
   program_memory memory;
   EXPECT_EQ(memory.find("a"), nullptr);
   auto const kept = compiled("a");
   EXPECT_TRUE(memory.keep("a", kept));
   EXPECT_EQ(memory.find("a"), kept);
   EXPECT_EQ(memory.find("A"), nullptr);
   EXPECT_EQ(memory.find(""), nullptr);
}

// A pattern that does not fit is not kept, and what fits still is.
TEST(program_memory, keeps_patterns_while_there_is_room)
{
   program_memory memory;
   std::size_t kept = 0;
   while (kept != 100'000 && memory.keep(std::to_string(kept), compiled("a")))
      ++kept;
   EXPECT_GT(kept, 500U);
   EXPECT_LT(kept, 100'000U);
   EXPECT_EQ(memory.find(std::to_string(kept)), nullptr);
   EXPECT_NE(memory.find(std::to_string(kept - 1)), nullptr);
   EXPECT_TRUE(memory.take(1)) << "expressions have a share of their own";
}

}  // namespace
}  // namespace dnslint::cel
