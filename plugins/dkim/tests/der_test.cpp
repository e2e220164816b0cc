// SPDX-License-Identifier: Apache-2.0
#include "der.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using dkim::der_reader;
using dkim::der_tag;

std::optional<std::string_view> integer_in(std::string_view bytes)
{
   return der_reader{bytes}.take(der_tag::integer);
}

TEST(der, elements_are_read_in_their_order)
{
   der_reader reader{"\x02\x01\x05\x05\x00\x02\x02\x01\x00"sv};
   EXPECT_EQ(reader.take(der_tag::integer), "\x05"sv);
   EXPECT_EQ(reader.take(der_tag::null), ""sv);
   EXPECT_EQ(reader.take(der_tag::integer), "\x01\x00"sv);
   EXPECT_TRUE(reader.at_end());
   EXPECT_FALSE(reader.take(der_tag::integer));
}

TEST(der, another_tag_is_left_where_it_is)
{
   der_reader reader{"\x02\x01\x05"sv};
   EXPECT_FALSE(reader.take(der_tag::sequence));
   EXPECT_EQ(reader.take(der_tag::integer), "\x05"sv);
}

TEST(der, long_lengths_are_read)
{
   auto const long_text = std::string(200, 'x');
   EXPECT_EQ(integer_in("\x02\x81\xc8" + long_text), long_text);
   auto const longer_text = std::string(256, 'x');
   EXPECT_EQ(integer_in("\x02\x82\x01"s + '\0' + longer_text), longer_text);
}

TEST(der, a_length_that_is_not_the_shortest_is_refused)
{
   EXPECT_FALSE(integer_in("\x02\x81\x01\x05"sv));
   EXPECT_FALSE(integer_in("\x02\x82\x00\x01\x05"sv));
   EXPECT_FALSE(integer_in("\x02\x82\x00\xc8"s + std::string(200, 'x')));
}

TEST(der, a_length_beyond_the_bytes_is_refused)
{
   EXPECT_FALSE(integer_in("\x02\x02\x05"sv));
   EXPECT_FALSE(integer_in("\x02\x81\xc8\x05"sv));
   EXPECT_FALSE(integer_in("\x02\x84\xff\xff\xff\xff\x05"sv));
}

TEST(der, indefinite_overlong_and_cut_lengths_are_refused)
{
   for (auto const bytes :
        {""sv,
         "\x02"sv,
         "\x02\x80\x05"sv,
         "\x02\x81"sv,
         "\x02\x85\x01\x01\x01\x01\x01\x05"sv,
         "\x02\xff"sv})
      EXPECT_FALSE(integer_in(bytes)) << bytes.size();
}

}  // namespace
