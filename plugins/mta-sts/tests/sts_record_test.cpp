// SPDX-License-Identifier: Apache-2.0
#include "sts_record.hpp"

#include <gmock/gmock.h>

namespace {

using dnslint::parse_error;
using mta_sts::is_sts_record;
using mta_sts::read_sts_record;
using mta_sts::resembles_sts_record;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto is_column_error(std::size_t column, char const* why)
{
   return AllOf(Field(&parse_error::column, column), Field(&parse_error::text, HasSubstr(why)));
}

TEST(sts_record, begins_with_its_version)
{
   for (auto const* text : {"v=STSv1;", "v=STSv1; id=1", "v=STSv1 \t;id=1;"})
      EXPECT_TRUE(is_sts_record(text)) << text;
   for (auto const* text :
        {"", "v=STSv1", "v=STSv1 id=1;", " v=STSv1;", "v =STSv1;", "v=stsv1;", "v=STSv10;"})
      EXPECT_FALSE(is_sts_record(text)) << text;
}

TEST(sts_record, texts_that_were_meant_as_one)
{
   for (auto const* text :
        {"v=STSv1", "v=STSv1 id=1", " v=STSv1; id=1", "v=STSv2; id=1", "V=STSv1; id=1", "id=1;"})
      EXPECT_TRUE(resembles_sts_record(text)) << text;
   for (auto const* text : {"", "v=STSv1; id=1", "v=spf1 -all", "v=TLSRPTv1; rua=mailto:a@b.test"})
      EXPECT_FALSE(resembles_sts_record(text)) << text;
}

// The example of RFC 8461 section 3.1.
TEST(sts_record, of_the_rfc)
{
   auto const read = read_sts_record("v=STSv1; id=20160831085700Z;");
   EXPECT_EQ(read.id, "20160831085700Z");
   EXPECT_THAT(read.errors, IsEmpty());
}

TEST(sts_record, keeps_other_fields)
{
   auto const read = read_sts_record("v=STSv1; id=1; x-y.z=something");
   EXPECT_THAT(read.unknown_fields, ElementsAre("x-y.z"));
   EXPECT_THAT(read.errors, IsEmpty());
}

TEST(sts_record, needs_one_id_of_letters_and_digits)
{
   EXPECT_THAT(read_sts_record("v=STSv1;").errors, ElementsAre(is_column_error(9, "no id")));
   EXPECT_THAT(
      read_sts_record("v=STSv1; id=2026-01-01").errors,
      ElementsAre(is_column_error(13, "1 to 32 letters and digits")));
   EXPECT_THAT(read_sts_record("v=STSv1; id=").errors, testing::Not(IsEmpty()));
   EXPECT_THAT(read_sts_record("v=STSv1; id=" + std::string(32, 'a')).errors, IsEmpty());
   EXPECT_THAT(read_sts_record("v=STSv1; id=" + std::string(33, 'a')).errors, SizeIs(1));
   EXPECT_THAT(
      read_sts_record("v=STSv1; id=1; id=2").errors, ElementsAre(is_column_error(16, "second id")));
   EXPECT_EQ(read_sts_record("v=STSv1; id=1; id=2").id, "1");
}

TEST(sts_record, tells_where_the_grammar_is_broken)
{
   EXPECT_THAT(read_sts_record("v=STSv1;; id=1").errors, ElementsAre(is_column_error(9, "no tag")));
   EXPECT_THAT(
      read_sts_record("v=STSv1; id=1; x=a=b").errors, ElementsAre(is_column_error(18, "visible")));
   EXPECT_THAT(
      read_sts_record("v=STSv1; id=1; x").errors, ElementsAre(is_column_error(16, "no '='")));
}

TEST(sts_record, of_an_attacker_is_told_in_part)
{
   std::string text = "v=STSv1;";
   for (int i = 0; i != 5000; ++i)
      text += "x" + std::to_string(i) + "=1;;";
   auto const read = read_sts_record(text);
   EXPECT_LE(read.errors.size(), mta_sts::most_told);
   EXPECT_LE(read.unknown_fields.size(), mta_sts::most_told);
}

}  // namespace
