// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/circuit_breaker.hpp"

#include <gtest/gtest.h>
#include <random>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using condition = circuit_breaker::condition;
using time_point = circuit_breaker::time_point;

struct breaker : testing::Test {
   // Questions of `count` new domains go unanswered, one each 300 ms.
   void silence(unsigned count)
   {
      for (; count != 0; --count) {
         now += 300ms;
         tested.unanswered(domain++, now);
      }
   }
   void open()
   {
      silence(20);
      ASSERT_TRUE(tested.wants_trial(now));
      tested.trial_unanswered(now);
      ASSERT_EQ(tested.state(), condition::open);
   }
   // How long until it wants the next trial, to 100 ms.
   circuit_breaker::duration waits()
   {
      auto const since = now;
      while (!tested.wants_trial(now))
         now += 100ms;
      return now - since;
   }

   circuit_breaker tested;
   time_point now{1000};
   std::uint64_t domain = 0;
};

TEST_F(breaker, wants_a_trial_when_many_domains_hear_nothing)
{
   silence(19);
   EXPECT_FALSE(tested.wants_trial(now));
   silence(1);
   EXPECT_TRUE(tested.wants_trial(now));
   EXPECT_FALSE(tested.wants_trial(now)) << "one at a time";
   EXPECT_TRUE(tested.admits()) << "nothing is known yet";
}

TEST_F(breaker, opens_when_the_trial_hears_nothing_either)
{
   open();
   EXPECT_FALSE(tested.admits());
}

TEST_F(breaker, is_never_opened_by_dead_names_alone)
{
   for (auto i = 0; i < 100; ++i) {
      silence(20);
      ASSERT_TRUE(tested.wants_trial(now));
      tested.trial_answered();
      ASSERT_TRUE(tested.admits());
   }
}

TEST_F(breaker, is_not_opened_by_a_trial_that_an_answer_overtook)
{
   silence(20);
   ASSERT_TRUE(tested.wants_trial(now));
   tested.answered();
   tested.trial_unanswered(now);
   EXPECT_EQ(tested.state(), condition::closed);
}

TEST_F(breaker, does_not_suspect_on_account_of_one_domain)
{
   for (auto i = 0; i < 1000; ++i)
      tested.unanswered(7, now += 100ms);
   EXPECT_FALSE(tested.wants_trial(now));
}

TEST_F(breaker, waits_for_two_timeouts_of_silence)
{
   for (auto i = 0U; i < 1000; ++i)
      tested.unanswered(i, now);
   EXPECT_FALSE(tested.wants_trial(now));
   EXPECT_FALSE(tested.wants_trial(now + 3999ms));
   EXPECT_TRUE(tested.wants_trial(now + 4000ms));
}

TEST_F(breaker, does_not_count_a_long_pause_before_a_burst_of_dead_names)
{
   tested.answered();
   now += 1h;
   for (auto i = 0U; i < 100; ++i)
      tested.unanswered(i, now);
   EXPECT_FALSE(tested.wants_trial(now));
}

TEST_F(breaker, does_not_suspect_dead_names_among_live_ones)
{
   std::mt19937 random{1};
   for (auto i = 0U; i < 100'000; ++i) {
      now += 100ms;
      if (random() % 2 == 0)
         tested.answered();
      else
         tested.unanswered(i, now);
      ASSERT_FALSE(tested.wants_trial(now)) << i;
   }
}

TEST_F(breaker, starts_counting_anew_with_each_answer)
{
   silence(19);
   tested.answered();
   silence(19);
   EXPECT_FALSE(tested.wants_trial(now));
   silence(1);
   EXPECT_TRUE(tested.wants_trial(now));
}

TEST_F(breaker, wants_one_trial_at_a_time_while_open)
{
   open();
   EXPECT_EQ(waits(), 5s);
   EXPECT_EQ(tested.state(), condition::half_open);
   EXPECT_FALSE(tested.admits());
   EXPECT_FALSE(tested.wants_trial(now + 1h));
}

TEST_F(breaker, stays_open_twice_as_long_after_each_failed_trial)
{
   open();
   for (auto const expected : {5s, 10s, 20s, 40s, 60s, 60s}) {
      EXPECT_EQ(waits(), expected);
      tested.trial_unanswered(now);
      EXPECT_EQ(tested.state(), condition::open);
   }
}

TEST_F(breaker, does_not_count_what_was_sent_before_it_opened)
{
   open();
   auto const opened = now;
   silence(10);
   waits();
   EXPECT_EQ(now - opened, 5s);
}

TEST_F(breaker, closes_with_the_trial_and_forgets)
{
   open();
   waits();
   tested.trial_unanswered(now);
   waits();
   tested.trial_answered();
   EXPECT_TRUE(tested.admits());
   silence(19);
   EXPECT_FALSE(tested.wants_trial(now));
   silence(1);
   ASSERT_TRUE(tested.wants_trial(now));
   tested.trial_unanswered(now);
   EXPECT_EQ(waits(), 5s);
}

TEST_F(breaker, closes_with_a_late_answer_too)
{
   open();
   tested.answered();
   EXPECT_TRUE(tested.admits());
}

TEST_F(breaker, tells_its_state)
{
   EXPECT_EQ(to_text(condition::closed), "closed");
   EXPECT_EQ(to_text(condition::open), "open");
   EXPECT_EQ(to_text(condition::half_open), "half-open");
}

}  // namespace
}  // namespace dnslint::resolver
