// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/congestion_window.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using time_point = congestion_window::time_point;

struct window : testing::Test {
   void fill()
   {
      while (tested.has_room())
         tested.sent();
   }
   // A round trip in which the window is full; each `lost_each`th question is lost.
   void round(congestion_window::fine rtt = 10ms, unsigned lost_each = 0)
   {
      fill();
      now += std::chrono::ceil<congestion_window::duration>(rtt);
      for (auto n = tested.in_flight(); n != 0; --n) {
         if (lost_each != 0 && ++asked % lost_each == 0) {
            tested.unanswered();
            tested.lost(now);
         } else
            tested.answered(rtt, now);
      }
   }
   void rounds(unsigned count, congestion_window::fine rtt = 10ms, unsigned lost_each = 0)
   {
      for (; count != 0; --count)
         round(rtt, lost_each);
   }
   // So many questions in a row are lost, all found out now.
   void lose(unsigned count)
   {
      for (; count != 0; --count) {
         tested.sent();
         tested.unanswered();
         tested.lost(now);
      }
   }

   congestion_window tested;
   time_point now{0};
   unsigned asked = 0;
};

TEST_F(window, has_room_for_as_many_as_its_size)
{
   EXPECT_EQ(tested.size(), 64U);
   for (auto i = 0; i < 64; ++i) {
      ASSERT_TRUE(tested.has_room());
      tested.sent();
   }
   EXPECT_FALSE(tested.has_room());
   tested.withdrawn();
   EXPECT_TRUE(tested.has_room());
   EXPECT_EQ(tested.size(), 64U);
}

TEST_F(window, starts_by_doubling)
{
   round();
   EXPECT_EQ(tested.size(), 128U);
   rounds(20);
   EXPECT_EQ(tested.size(), 2048U);
}

TEST_F(window, does_not_grow_unused)
{
   for (auto i = 0; i < 1000; ++i) {
      tested.sent();
      tested.answered(10ms, now += 10ms);
   }
   EXPECT_EQ(tested.size(), 64U);
}

TEST_F(window, is_halved_by_loss_and_grows_slowly_then)
{
   rounds(3);
   auto const before = tested.size();
   now += 2s;
   lose(64);
   EXPECT_EQ(tested.size(), before / 2);
   round();
   EXPECT_GT(tested.size(), before / 2);
   EXPECT_LE(tested.size(), before / 2 + 4);
}

TEST_F(window, is_halved_once_for_all_that_was_lost_at_a_time)
{
   rounds(4);
   auto const before = tested.size();
   now += 2s;
   lose(1000);
   EXPECT_EQ(tested.size(), before / 2);
   now += 1999ms;
   lose(64);
   EXPECT_EQ(tested.size(), before / 2);
   now += 1ms;
   lose(1);
   EXPECT_EQ(tested.size(), before / 4);
}

TEST_F(window, is_not_halved_by_dead_names)
{
   rounds(30);
   fill();
   while (tested.in_flight() != 0)
      tested.unanswered();
   EXPECT_EQ(tested.size(), 2048U);
}

TEST_F(window, is_not_halved_by_some_loss)
{
   rounds(30, 10ms, 5);
   EXPECT_EQ(tested.size(), 2048U);
}

TEST_F(window, is_halved_when_much_is_lost)
{
   rounds(10);
   auto least = tested.size();
   for (auto i = 0; i < 8; ++i, now += 2s) {
      round(10ms, 3);
      least = std::min(least, tested.size());
   }
   EXPECT_LE(least, 32U);
}

TEST_F(window, never_gets_below_its_least)
{
   for (auto i = 0; i < 100; ++i, now += 2s) {
      lose(1000);
      ASSERT_GE(tested.size(), 16U);
   }
   EXPECT_EQ(tested.size(), 16U);
}

TEST_F(window, grows_again_on_a_path_that_loses_half)
{
   for (auto i = 0; i < 30; ++i) {
      round(10ms, 2);
      now += 2s;
   }
   EXPECT_GT(tested.size(), 512U);
   EXPECT_LE(tested.size(), 2048U);
}

TEST_F(window, is_halved_again_when_a_lossy_path_has_become_clean)
{
   for (auto i = 0; i < 30; ++i) {
      round(10ms, 2);
      now += 2s;
   }
   rounds(30);
   auto const before = tested.size();
   now += 2s;
   lose(64);
   EXPECT_EQ(tested.size(), before / 2);
}

TEST_F(window, is_halved_when_answers_take_much_longer)
{
   rounds(4, 10ms);
   round(39ms);
   auto const before = tested.size();
   EXPECT_EQ(before, 2048U);
   round(60ms);
   EXPECT_GE(tested.size(), before / 2);
   EXPECT_LE(tested.size(), before / 2 + 4);
}

TEST_F(window, is_not_halved_by_an_upstream_that_answers_some_from_its_cache)
{
   for (auto i = 0; i < 10'000; ++i) {
      fill();
      tested.answered(i % 3 == 0 ? 100us : 90ms, now += 1ms);
   }
   EXPECT_EQ(tested.size(), 2048U);
}

TEST_F(window, is_not_halved_by_a_few_slow_authorities)
{
   for (auto i = 0; i < 10'000; ++i) {
      fill();
      tested.answered(i % 50 == 0 ? 1500ms : 10ms, now += 1ms);
   }
   EXPECT_EQ(tested.size(), 2048U);
}

TEST_F(window, counts_a_failure_as_heard_but_not_its_time)
{
   rounds(3);
   auto const before = tested.size();
   for (auto i = 0; i < 1000; ++i) {
      tested.sent();
      tested.failed();
   }
   EXPECT_EQ(tested.size(), before);
   EXPECT_EQ(tested.in_flight(), 0U);
   now += 2s;
   lose(16);
   EXPECT_EQ(tested.size(), before);
   lose(1);
   EXPECT_EQ(tested.size(), before / 2);
}

TEST_F(window, recovers_when_the_path_became_longer)
{
   rounds(5, 1ms);
   rounds(20, 150ms);
   rounds(100, 150ms);
   EXPECT_GE(tested.size(), 500U);
}

TEST_F(window, keeps_within_its_bounds)
{
   tested = congestion_window{{.first = 8, .least = 4, .most = 20}};
   rounds(20);
   EXPECT_EQ(tested.size(), 20U);
   tested = congestion_window{{.first = 1000, .least = 4, .most = 20}};
   EXPECT_EQ(tested.size(), 20U);
   for (auto i = 0; i < 10; ++i, now += 2s)
      lose(64);
   EXPECT_EQ(tested.size(), 4U);
}

}  // namespace
}  // namespace dnslint::resolver
