// SPDX-License-Identifier: Apache-2.0
#include "core/scan/spill_file.hpp"

#include <filesystem>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;

class spilling : public testing::Test {
protected:
   spilling() { std::filesystem::create_directories(folder); }
   ~spilling() override { std::filesystem::remove_all(folder); }
   spilling(spilling const&) = delete;
   spilling& operator=(spilling const&) = delete;

   std::string const folder = testing::TempDir() + "/spilling";
   scan::spill_file file{folder, {.segment = 10, .segments = 2}};
};

TEST_F(spilling, gives_texts_back_in_any_order)
{
   auto const one = file.put("one");
   auto const two = file.put("two");
   ASSERT_TRUE(one && two);
   EXPECT_EQ(file.take(*two), "two");
   EXPECT_EQ(file.take(*one), "one");
}

TEST_F(spilling, leaves_no_name_behind)
{
   ASSERT_TRUE(file.put("one"));
   EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(spilling, refuses_what_has_no_room)
{
   EXPECT_FALSE(file.put("longer than one segment"));
   EXPECT_TRUE(file.put("123456789"));
   EXPECT_FALSE(file.is_full());
   EXPECT_TRUE(file.put("123456789"));
   EXPECT_TRUE(file.is_full());
   EXPECT_FALSE(file.put("123456789"));
   EXPECT_TRUE(file.put("1")) << "the last segment has one byte left";
}

TEST_F(spilling, uses_a_segment_again_when_all_of_it_is_taken)
{
   auto const first = file.put("12345");
   auto const second = file.put("67890");
   ASSERT_TRUE(first && second && file.put("other text"));
   EXPECT_TRUE(file.is_full());
   EXPECT_EQ(file.take(*first), "12345");
   EXPECT_FALSE(file.put("again")) << "half of the segment waits";
   EXPECT_EQ(file.take(*second), "67890");
   auto const again = file.put("again");
   ASSERT_TRUE(again);
   EXPECT_EQ(again->offset, 0U);
   EXPECT_EQ(file.take(*again), "again");
}

TEST_F(spilling, begins_the_segment_that_is_filled_again_when_it_is_empty)
{
   for (int i = 0; i != 100; ++i) {
      auto const at = file.put("1234567");
      ASSERT_TRUE(at);
      EXPECT_EQ(at->offset, 0U);
      EXPECT_EQ(file.take(*at), "1234567");
   }
}

TEST(spill_file, is_full_where_no_file_can_be_made)
{
   scan::spill_file file{"/nonexistent", {}};
   EXPECT_FALSE(file.is_full());
   EXPECT_FALSE(file.put("one"));
   EXPECT_TRUE(file.is_full());
}

}  // namespace
