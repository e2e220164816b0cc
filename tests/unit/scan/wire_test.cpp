// SPDX-License-Identifier: Apache-2.0
#include "core/scan/wire.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace {

using namespace dnslint;

std::string wire_of_text(std::string_view text)
{
   std::string bytes;
   scan::wire_writer{bytes}.text(text);
   return bytes;
}

TEST(wire, reads_numbers_as_they_were_written)
{
   std::string bytes;
   scan::wire_writer to{bytes};
   to.number(std::uint8_t{255});
   to.number(std::numeric_limits<std::uint64_t>::max() - 1);
   to.number(std::uint32_t{0x01020304});
   EXPECT_EQ(bytes.size(), 13U);
   scan::wire_reader from{bytes};
   EXPECT_EQ(from.number<std::uint8_t>(), 255U);
   EXPECT_EQ(from.number<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max() - 1);
   EXPECT_EQ(from.number<std::uint32_t>(), 0x01020304U);
   EXPECT_TRUE(from.at_end());
}

TEST(wire, reads_texts_as_they_were_written)
{
   using namespace std::string_view_literals;
   std::string bytes;
   scan::wire_writer to{bytes};
   to.text("");
   to.text("a\0b"sv);
   to.text("c");
   scan::wire_reader from{bytes};
   EXPECT_EQ(from.text(), "");
   EXPECT_EQ(from.text(), "a\0b"sv);
   EXPECT_FALSE(from.at_end());
   EXPECT_EQ(from.text(), "c");
   EXPECT_TRUE(from.at_end());
}

TEST(wire, that_ends_within_a_number_is_wrong)
{
   std::string const bytes(7, '\1');
   scan::wire_reader from{bytes};
   EXPECT_EQ(from.number<std::uint64_t>(), 0U);
   EXPECT_FALSE(from.ok());
   EXPECT_FALSE(from.at_end());
   EXPECT_EQ(from.number<std::uint8_t>(), 0U) << "what is left is not read any more";
}

TEST(wire, that_ends_within_a_text_is_wrong)
{
   auto const whole = wire_of_text("text");
   for (std::size_t size = 0; size != whole.size(); ++size) {
      scan::wire_reader from{std::string_view{whole}.substr(0, size)};
      EXPECT_EQ(from.text(), "") << size;
      EXPECT_FALSE(from.ok()) << size;
   }
}

TEST(wire, stays_wrong)
{
   auto const bytes = wire_of_text("text");
   scan::wire_reader from{std::string_view{bytes}.substr(0, 5)};
   from.text();
   EXPECT_EQ(from.text(), "");
   EXPECT_EQ(from.count(1), 0U);
   EXPECT_FALSE(from.ok());
}

// Else a few bytes would make the reader reserve or loop over four thousand million elements.
TEST(wire, believes_no_count_of_more_than_there_is)
{
   std::string bytes;
   scan::wire_writer to{bytes};
   to.number(std::uint32_t{3});
   to.number(std::uint32_t{1});
   to.number(std::uint32_t{2});
   to.number(std::uint32_t{3});
   scan::wire_reader enough{bytes};
   EXPECT_EQ(enough.count(4), 3U);
   EXPECT_TRUE(enough.ok());
   scan::wire_reader few{std::string_view{bytes}.substr(0, 15)};
   EXPECT_EQ(few.count(4), 0U);
   EXPECT_FALSE(few.ok());
   std::string const largest(4, '\xff');
   scan::wire_reader none{largest};
   EXPECT_EQ(none.count(1), 0U);
   EXPECT_FALSE(none.ok());
}

TEST(wire, has_an_end_where_everything_was_read)
{
   scan::wire_reader empty{""};
   EXPECT_TRUE(empty.at_end());
   std::string const bytes(2, '\0');
   scan::wire_reader from{bytes};
   from.number<std::uint8_t>();
   EXPECT_TRUE(from.ok());
   EXPECT_FALSE(from.at_end());
}

}  // namespace
