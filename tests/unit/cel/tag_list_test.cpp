// SPDX-License-Identifier: Apache-2.0
#include "core/cel/tag_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string_view, std::string_view>> read_tags(std::string_view text)
{
   auto const read = cel::tag_list(text);
   EXPECT_TRUE(read) << text;
   return read.value_or(std::vector<std::pair<std::string_view, std::string_view>>{});
}

TEST(tag_list, has_its_tags_in_their_order)
{
   EXPECT_THAT(
      read_tags("v=DMARC1; p=none; a=1"),
      ElementsAre(Pair("v", "DMARC1"), Pair("p", "none"), Pair("a", "1")));
}

TEST(tag_list, does_not_keep_blanks_around_names_and_values)
{
   EXPECT_THAT(
      read_tags(" v =\tDMARC1 ;\r\n p= none\t"),
      ElementsAre(Pair("v", "DMARC1"), Pair("p", "none")));
   EXPECT_THAT(read_tags("a= b c ;d=e  f"), ElementsAre(Pair("a", "b c"), Pair("d", "e  f")));
}

TEST(tag_list, may_end_in_a_semicolon)
{
   EXPECT_THAT(read_tags("a=1;"), ElementsAre(Pair("a", "1")));
   EXPECT_THAT(read_tags("a=1; "), ElementsAre(Pair("a", "1")));
   EXPECT_THAT(read_tags("a=1 ; \r\n"), ElementsAre(Pair("a", "1")));
}

TEST(tag_list, of_nothing_is_empty)
{
   EXPECT_THAT(read_tags(""), IsEmpty());
   EXPECT_THAT(read_tags(" \t"), IsEmpty());
}

TEST(tag_list, values_may_be_empty_and_have_equals_signs)
{
   EXPECT_THAT(
      read_tags("p=; h=a=b==;x=="), ElementsAre(Pair("p", ""), Pair("h", "a=b=="), Pair("x", "=")));
}

// RFC 6376 section 3.2: tag-list = tag-spec *( ";" tag-spec ) [ ";" ]
TEST(tag_list, has_a_tag_before_each_semicolon)
{
   for (auto const* const text : {";", ";a=1", "a=1;;b=2", "a=1; ;b=2", "a=1;;", "a=1; ;", " ;"})
      EXPECT_FALSE(cel::tag_list(text)) << text;
}

TEST(tag_list, has_an_equals_sign_in_each_tag)
{
   for (auto const* const text : {"a", "a;", "v=1; p", "p; v=1", "v=1; p none"})
      EXPECT_FALSE(cel::tag_list(text)) << text;
}

TEST(tag_list, names_begin_with_a_letter)
{
   EXPECT_THAT(read_tags("Aa_9=1"), ElementsAre(Pair("Aa_9", "1")));
   for (auto const* const text : {"=1", "9a=1", "_a=1", "a-b=1", "a b=1", "\xc3\xa4=1", "a.b=1"})
      EXPECT_FALSE(cel::tag_list(text)) << text;
}

TEST(tag_list, names_stand_once_and_capitals_count)
{
   EXPECT_FALSE(cel::tag_list("a=1; a=2"));
   EXPECT_FALSE(cel::tag_list("a=1; b=2; a =1"));
   EXPECT_THAT(read_tags("a=1; A=2"), ElementsAre(Pair("a", "1"), Pair("A", "2")));
}

TEST(tag_list, borrows_from_the_text)
{
   std::string const text = "name=value";
   auto const read = cel::tag_list(text);
   ASSERT_TRUE(read);
   EXPECT_EQ(read->front().first.data(), text.data());
   EXPECT_EQ(read->front().second.data(), text.data() + 5);
}

}  // namespace
