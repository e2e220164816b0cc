// SPDX-License-Identifier: Apache-2.0
#include "core/scan/csv_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> texts(scan::csv_record const& r)
{
   std::vector<std::string> all;
   for (auto const& f : r.fields)
      all.push_back(f.text);
   return all;
}

struct csv_case {
   std::string name;
   std::string text;
   std::vector<std::string> fields;
};
class csv_records : public testing::TestWithParam<csv_case> {};

TEST_P(csv_records, are_cut_into_fields)
{
   auto const r = scan::read_csv(GetParam().text);
   EXPECT_EQ(r.problem, "");
   EXPECT_FALSE(r.open);
   EXPECT_EQ(texts(r), GetParam().fields);
}

INSTANTIATE_TEST_SUITE_P(
   forms,
   csv_records,
   testing::Values(
      csv_case{"one", "a.test", {"a.test"}},
      csv_case{"three", "a.test,full,x", {"a.test", "full", "x"}},
      csv_case{"nothing", "", {""}},
      csv_case{"empty_fields", ",,", {"", "", ""}},
      csv_case{"blanks_around", "  a.test , b\t,c\r\n", {"a.test", "b", "c"}},
      csv_case{"blanks_within", "a b,c d", {"a b", "c d"}},
      csv_case{"quotes", R"("a.test","s1, s2")", {"a.test", "s1, s2"}},
      csv_case{"a_quote_within", R"("say ""hi""",b)", {R"(say "hi")", "b"}},
      csv_case{"only_quotes", R"("""""",b)", {R"("")", "b"}},
      csv_case{"empty_quotes", R"("",b)", {"", "b"}},
      csv_case{"a_line_break_within", "\"a\nb\",c", {"a\nb", "c"}},
      csv_case{"blanks_around_quotes", R"( " a " , b)", {" a ", "b"}}),
   [](auto const& about) {
      return about.param.name;
   });

TEST(csv_record, says_where_each_field_begins)
{
   auto const r = scan::read_csv(R"(ab, cd,"ef")");
   ASSERT_EQ(r.fields.size(), 3U);
   EXPECT_EQ(r.fields[0].offset, 0U);
   EXPECT_EQ(r.fields[1].offset, 4U);
   EXPECT_EQ(r.fields[2].offset, 8U) << "behind its quote";
}

TEST(csv_record, is_open_while_its_quotes_do_not_close)
{
   for (auto const* const text : {R"(a,"b)", R"(a,"b"")", "a,\"b\nc", R"(a,")"}) {
      auto const r = scan::read_csv(text);
      EXPECT_TRUE(r.open) << text;
      EXPECT_EQ(r.where, 2U) << "of the quote";
      EXPECT_THAT(texts(r), ElementsAre("a")) << "those before it";
   }
}

TEST(csv_record, refuses_quotes_in_the_wrong_place)
{
   auto const within = scan::read_csv(R"(a,b"c",d)");
   EXPECT_THAT(within.problem, HasSubstr("inside a field"));
   EXPECT_EQ(within.where, 3U);
   auto const behind = scan::read_csv(R"(a,"b" c,d)");
   EXPECT_THAT(behind.problem, HasSubstr("between a closing quote and the separator"));
   EXPECT_EQ(behind.where, 6U);
   EXPECT_THAT(texts(behind), ElementsAre("a", "b"));
}

TEST(csv_record, has_a_bounded_number_of_fields)
{
   EXPECT_EQ(scan::read_csv(std::string(999, ',')).fields.size(), 1000U);
   auto const r = scan::read_csv(std::string(1000, ','));
   EXPECT_EQ(r.fields.size(), 1000U);
   EXPECT_THAT(r.problem, HasSubstr("more than 1000 fields"));
}

}  // namespace
