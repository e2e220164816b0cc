// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/refusal_pace.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;

// An upstream that refuses all but so many questions a second.
struct refusal_pace_test : testing::Test {
   // Asks for so long, at most one question a millisecond; the questions that were answered.
   unsigned ask_for(std::chrono::milliseconds time, unsigned most_per_second)
   {
      auto answered = 0U;
      for (auto const end = now + time; now < end; now += 1ms) {
         if (now - second >= 1s) {
            second = now;
            taken = 0;
         }
         if (now < may_ask_at)
            continue;
         may_ask_at = now + tested.take(now);
         auto const refused = ++taken > most_per_second;
         asked += 1;
         answered += refused ? 0 : 1;
         tested.replied(refused, now, now);
      }
      return answered;
   }

   refusal_pace tested;
   refusal_pace::time_point now{5000};
   refusal_pace::time_point may_ask_at{0};
   refusal_pace::time_point second{5000};
   unsigned taken = 0;
   unsigned asked = 0;
};

TEST_F(refusal_pace_test, is_as_fast_as_anybody_likes_while_nothing_is_refused)
{
   for (auto i = 0; i != 1000; ++i) {
      EXPECT_EQ(tested.take(now), 0ms);
      EXPECT_FALSE(tested.replied(false, now, now));
   }
   EXPECT_FALSE(tested.is_slowed());
}

TEST_F(refusal_pace_test, slows_to_what_is_answered_and_stays_near_it)
{
   ask_for(10s, 100);
   ASSERT_TRUE(tested.is_slowed());
   asked = 0;
   auto const answered = ask_for(60s, 100);
   EXPECT_GE(answered, 60U * 100 * 6 / 10);
   EXPECT_LE(asked, 60U * 100 * 14 / 10);
}

TEST_F(refusal_pace_test, grows_again_and_is_forgotten_when_nothing_is_refused_any_more)
{
   ask_for(10s, 100);
   ASSERT_TRUE(tested.is_slowed());
   ask_for(120s, 1'000'000);
   EXPECT_FALSE(tested.is_slowed());
   EXPECT_GE(tested.times_slowed(), 1U);
}

TEST_F(refusal_pace_test, a_few_names_that_are_refused_slow_nothing)
{
   for (auto i = 0; i != 1000; ++i)
      EXPECT_FALSE(tested.replied(i % 8 == 0, now, now));
   EXPECT_FALSE(tested.is_slowed());
}

TEST_F(refusal_pace_test, one_that_has_never_answered_is_not_slowed)
{
   for (auto i = 0; i != 1000; ++i)
      EXPECT_FALSE(tested.replied(true, now, now));
   EXPECT_FALSE(tested.is_slowed());
}

// All of them were sent before anything was known of it.
TEST_F(refusal_pace_test, a_burst_that_is_refused_slows_once)
{
   tested.replied(false, now, now);
   for (auto i = 0; i != 500; ++i)
      tested.take(now);
   for (auto i = 0; i != 500; ++i)
      tested.replied(true, now, now + 30ms);
   EXPECT_EQ(tested.times_slowed(), 1U);
}

TEST_F(refusal_pace_test, is_never_slower_than_its_least)
{
   tested.replied(false, now, now);
   for (auto i = 0; i != 10'000; ++i) {
      tested.take(now);
      now += 1ms;
      tested.replied(true, now, now);
   }
   auto const first = tested.take(now);
   EXPECT_EQ(tested.take(now) - first, 200ms);
}

}  // namespace
}  // namespace dnslint::resolver
