// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/outage_watch.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver::tests::watching {
namespace {

using namespace std::chrono_literals;

TEST(outage_watch, sends_no_trials_without_a_suspicion)
{
   outage_watch w;
   EXPECT_FALSE(w.wants_round(0s));
   EXPECT_FALSE(w.is_down());
   w.round_brought_nothing(1s);
   w.round_brought_nothing(2s);
   EXPECT_FALSE(w.is_down()) << "nobody was told to send them";
}

TEST(outage_watch, one_round_at_a_time)
{
   outage_watch w;
   w.suspect(10s);
   EXPECT_TRUE(w.wants_round(10s));
   EXPECT_FALSE(w.wants_round(100s));
   w.round_brought_nothing(12s);
   EXPECT_FALSE(w.wants_round(12s));
   EXPECT_TRUE(w.wants_round(13s));
}

TEST(outage_watch, two_rounds_that_bring_nothing_are_an_outage_since_the_last_answer)
{
   outage_watch w;
   w.heard(5s);
   w.suspect(10s);
   ASSERT_TRUE(w.wants_round(10s));
   w.round_brought_nothing(12s);
   EXPECT_FALSE(w.is_down());
   ASSERT_TRUE(w.wants_round(13s));
   w.round_brought_nothing(15s);
   EXPECT_EQ(w.down_since(), 5s);
   EXPECT_EQ(w.count(), 1U);
   EXPECT_FALSE(w.wants_round(16s));
   EXPECT_TRUE(w.wants_round(20s)) << "trials go on";
}

TEST(outage_watch, where_nothing_was_ever_heard_it_began_with_the_suspicion)
{
   outage_watch w;
   w.suspect(10s);
   for (auto const at : {10s, 20s}) {
      ASSERT_TRUE(w.wants_round(at));
      w.round_brought_nothing(at);
   }
   EXPECT_EQ(w.down_since(), 10s);
}

TEST(outage_watch, whatever_is_heard_ends_it)
{
   outage_watch w;
   EXPECT_FALSE(w.heard(1s)) << "there was nothing to end";
   w.suspect(10s);
   EXPECT_TRUE(w.heard(11s));
   EXPECT_FALSE(w.is_suspected());
   w.suspect(20s);
   for (auto const at : {20s, 30s}) {
      ASSERT_TRUE(w.wants_round(at));
      w.round_brought_nothing(at);
   }
   EXPECT_TRUE(w.heard(40s));
   EXPECT_FALSE(w.is_down());
   EXPECT_EQ(w.count(), 1U);
   w.suspect(50s);
   ASSERT_TRUE(w.wants_round(50s));
   w.round_brought_nothing(50s);
   EXPECT_FALSE(w.is_down()) << "the failed rounds of before do not count";
}

TEST(outage_watch, knows_whether_anything_was_heard_since)
{
   outage_watch w;
   EXPECT_FALSE(w.was_heard_since(0s));
   w.heard(5s);
   EXPECT_TRUE(w.was_heard_since(5s));
   EXPECT_FALSE(w.was_heard_since(6s));
}

}  // namespace
}  // namespace dnslint::resolver::tests::watching
