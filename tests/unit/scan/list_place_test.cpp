// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_place.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dnslint;

base::location place_in_list(std::string_view text, std::size_t offset, std::size_t number = 7)
{
   static std::string const file = "list.csv";
   return scan::list_place{file, number, text}.tell(base::error("wrong"), offset).where;
}

TEST(list_place, is_the_line_and_the_column)
{
   auto const where = place_in_list("a.test,s1", 7);
   EXPECT_EQ(where.file, "list.csv");
   EXPECT_EQ(where.line, 7U);
   EXPECT_EQ(where.column, 8U);
   EXPECT_EQ(where.line_text, "a.test,s1");
}

TEST(list_place, counts_characters)
{
   EXPECT_EQ(place_in_list("größe.test,s1", 13).column, 12U) << "two characters are two bytes each";
}

TEST(list_place, is_in_the_line_of_the_record_that_the_byte_is_in)
{
   std::string_view const record = "a.test,\"one\r\ntwo\nthree\"";
   auto const second = place_in_list(record, 13);
   EXPECT_EQ(second.line, 8U);
   EXPECT_EQ(second.column, 1U);
   EXPECT_EQ(second.line_text, "two");
   auto const third = place_in_list(record, 19);
   EXPECT_EQ(third.line, 9U);
   EXPECT_EQ(third.column, 3U);
   EXPECT_EQ(third.line_text, "three\"");
   EXPECT_EQ(place_in_list(record, 0).line_text, "a.test,\"one") << "without its carriage return";
}

TEST(list_place, is_the_end_where_the_offset_is_beyond_it)
{
   auto const where = place_in_list("a.test", 1000);
   EXPECT_EQ(where.line, 7U);
   EXPECT_EQ(where.column, 7U);
}

TEST(list_place, shows_a_long_line_in_part)
{
   EXPECT_EQ(place_in_list(std::string(5000, 'a'), 4000).line_text.size(), 200U);
   EXPECT_EQ(place_in_list(std::string(5000, 'a'), 4000).column, 4001U);
}

TEST(list_place, of_an_argument_is_none)
{
   auto const where = place_in_list("a.test", 3, 0);
   EXPECT_EQ(where.file, "");
   EXPECT_EQ(where.line, 0U);
}

TEST(list_place, leaves_the_message_as_it_is)
{
   std::string const file = "f";
   auto const told = scan::list_place{file, 1, "x"}.tell(base::warning("odd", "do this"), 0);
   EXPECT_EQ(told.message, "odd");
   EXPECT_EQ(told.hint, "do this");
   EXPECT_EQ(told.level, base::diagnostic_level::warning);
}

}  // namespace
