// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/circuit_breaker.hpp"

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
      ASSERT_EQ(tested.state(), condition::open);
   }
   // How long it refuses from now on, to 100 ms.
   circuit_breaker::duration refuses()
   {
      auto const since = now;
      while (!tested.admits(now))
         now += 100ms;
      return now - since;
   }

   circuit_breaker tested;
   time_point now{1000};
   std::uint64_t domain = 0;
};

TEST_F(breaker, opens_when_many_domains_hear_nothing)
{
   silence(19);
   EXPECT_EQ(tested.state(), condition::closed);
   EXPECT_TRUE(tested.admits(now));
   silence(1);
   EXPECT_EQ(tested.state(), condition::open);
   EXPECT_FALSE(tested.admits(now));
}

TEST_F(breaker, is_not_opened_by_one_domain)
{
   for (auto i = 0; i < 1000; ++i)
      tested.unanswered(7, now += 100ms);
   EXPECT_EQ(tested.state(), condition::closed);
}

TEST_F(breaker, waits_for_two_timeouts_of_silence)
{
   for (auto i = 0U; i < 1000; ++i)
      tested.unanswered(i, now);
   EXPECT_EQ(tested.state(), condition::closed);
   tested.unanswered(1, now + 3999ms);
   EXPECT_EQ(tested.state(), condition::closed);
   tested.unanswered(1, now + 4000ms);
   EXPECT_EQ(tested.state(), condition::open);
}

TEST_F(breaker, is_not_opened_by_a_long_pause_before_a_burst_of_dead_names)
{
   tested.answered(now);
   now += 1h;
   for (auto i = 0U; i < 100; ++i)
      tested.unanswered(i, now);
   EXPECT_EQ(tested.state(), condition::closed);
}

TEST_F(breaker, is_never_opened_by_dead_names_among_live_ones)
{
   std::mt19937 random{1};
   for (auto i = 0U; i < 100'000; ++i) {
      now += 100ms;
      if (random() % 2 == 0)
         tested.answered(now);
      else
         tested.unanswered(i, now);
      ASSERT_TRUE(tested.admits(now)) << i;
   }
}

TEST_F(breaker, starts_counting_anew_with_each_answer)
{
   silence(19);
   tested.answered(now);
   silence(19);
   EXPECT_EQ(tested.state(), condition::closed);
   silence(1);
   EXPECT_EQ(tested.state(), condition::open);
}

TEST_F(breaker, lets_one_trial_through_at_a_time)
{
   open();
   EXPECT_EQ(refuses(), 5s);
   EXPECT_EQ(tested.state(), condition::half_open);
   EXPECT_FALSE(tested.admits(now));
   EXPECT_EQ(refuses(), 4s);  // nothing was heard of the first one
}

TEST_F(breaker, stays_open_twice_as_long_after_each_failed_trial)
{
   open();
   for (auto const expected : {5s, 10s, 20s, 40s, 60s, 60s}) {
      EXPECT_EQ(refuses(), expected);
      tested.unanswered(domain++, now);
      EXPECT_EQ(tested.state(), condition::open);
   }
}

TEST_F(breaker, does_not_count_what_was_sent_before_it_opened)
{
   open();
   auto const opened = now;
   silence(10);
   refuses();
   EXPECT_EQ(now - opened, 5s);
}

TEST_F(breaker, closes_with_any_answer_and_forgets)
{
   open();
   refuses();
   tested.unanswered(domain++, now);
   refuses();
   tested.answered(now);
   EXPECT_EQ(tested.state(), condition::closed);
   EXPECT_TRUE(tested.admits(now));
   EXPECT_TRUE(tested.admits(now));
   silence(19);
   EXPECT_EQ(tested.state(), condition::closed);
   silence(1);
   EXPECT_EQ(refuses(), 5s);
}

TEST_F(breaker, closes_with_a_late_answer_too)
{
   open();
   tested.answered(now);
   EXPECT_TRUE(tested.admits(now));
}

TEST_F(breaker, tells_its_state)
{
   EXPECT_EQ(to_text(condition::closed), "closed");
   EXPECT_EQ(to_text(condition::open), "open");
   EXPECT_EQ(to_text(condition::half_open), "half-open");
}

}  // namespace
}  // namespace dnslint::resolver
