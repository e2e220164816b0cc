// SPDX-License-Identifier: Apache-2.0
#include "core/scan/reorder_buffer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(reorder_buffer, has_nothing_at_first)
{
   scan::reorder_buffer<int> buffer;
   EXPECT_EQ(buffer.waiting(), 0U);
   EXPECT_EQ(buffer.take(), std::nullopt);
   EXPECT_THAT(buffer.take_all(), IsEmpty());
}

TEST(reorder_buffer, gives_values_in_the_order_of_their_numbers)
{
   scan::reorder_buffer<std::string> buffer;
   buffer.put(2, "c");
   buffer.put(1, "b");
   EXPECT_EQ(buffer.take(), std::nullopt) << "number 0 is missing";
   EXPECT_EQ(buffer.waiting(), 2U);
   buffer.put(0, "a");
   EXPECT_EQ(buffer.take(), "a");
   EXPECT_EQ(buffer.take(), "b");
   EXPECT_EQ(buffer.waiting(), 1U);
   EXPECT_EQ(buffer.take(), "c");
   EXPECT_EQ(buffer.take(), std::nullopt);
}

TEST(reorder_buffer, stops_at_each_gap)
{
   scan::reorder_buffer<int> buffer;
   buffer.put(0, 10);
   buffer.put(2, 12);
   EXPECT_EQ(buffer.take(), 10);
   EXPECT_EQ(buffer.take(), std::nullopt);
   buffer.put(1, 11);
   EXPECT_EQ(buffer.take(), 11);
   EXPECT_EQ(buffer.take(), 12);
}

TEST(reorder_buffer, keeps_the_first_value_of_a_number)
{
   scan::reorder_buffer<int> buffer;
   buffer.put(0, 1);
   buffer.put(0, 2);
   EXPECT_EQ(buffer.waiting(), 1U);
   EXPECT_EQ(buffer.take(), 1);
}

TEST(reorder_buffer, gives_up_its_values_in_order_over_the_gaps)
{
   scan::reorder_buffer<int> buffer;
   for (auto const number : {7U, 3U, 5U})
      buffer.put(number, static_cast<int>(number));
   EXPECT_THAT(buffer.take_all(), ElementsAre(3, 5, 7));
   EXPECT_EQ(buffer.waiting(), 0U);
}

TEST(reorder_buffer, moves_values_and_copies_none)
{
   scan::reorder_buffer<std::unique_ptr<int>> buffer;
   buffer.put(1, std::make_unique<int>(1));
   buffer.put(0, std::make_unique<int>(0));
   auto const first = buffer.take();
   ASSERT_TRUE(first);
   EXPECT_EQ(**first, 0);
   auto const rest = buffer.take_all();
   ASSERT_EQ(rest.size(), 1U);
   EXPECT_EQ(*rest[0], 1);
}

}  // namespace
