// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_policies.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using verdict = admission::verdict;
using condition = circuit_breaker::condition;

struct policies : testing::Test {
   void settle(reply how, std::uint64_t domain = 0)
   {
      tested.settled({how, domain, false, 10ms}, now);
   }
   // Questions of many domains, asked one by one, that nobody answers, and then the trial.
   void die()
   {
      for (auto i = 0U; !tested.wants_trial(now); ++i) {
         ASSERT_LT(i, 1000U);
         ASSERT_EQ(tested.admit(now).decision, verdict::send);
         now += 300ms;
         settle(reply::none, i);
      }
      tested.trial_ended(false, now);
   }

   upstream_policies tested{{}};
   upstream_policies::time_point now{1000};
};

TEST_F(policies, send_at_once_what_nothing_speaks_against)
{
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 0ms}));
   EXPECT_EQ(tested.in_flight(), 1U);
   settle(reply::answered);
   EXPECT_EQ(tested.in_flight(), 0U);
   EXPECT_EQ(tested.health().sent, 1U);
   EXPECT_EQ(tested.health().answered, 1U);
   EXPECT_EQ(tested.health().smoothed_rtt, 10ms);
}

TEST_F(policies, hold_back_what_the_window_has_no_room_for)
{
   for (auto i = 0U; i < tested.window(); ++i)
      ASSERT_EQ(tested.admit(now).decision, verdict::send);
   EXPECT_EQ(tested.admit(now).decision, verdict::full);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::full);
   settle(reply::withdrawn);
   EXPECT_EQ(tested.admit(now).decision, verdict::send);
}

TEST_F(policies, every_end_makes_room)
{
   for (auto const how :
        {reply::answered, reply::servfail, reply::refused, reply::none, reply::withdrawn}) {
      ASSERT_EQ(tested.admit(now).decision, verdict::send);
      settle(how);
      EXPECT_EQ(tested.in_flight(), 0U);
   }
}

TEST_F(policies, make_questions_wait_for_the_rate)
{
   tested = upstream_policies{{.per_second = 10}};
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 0ms}));
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 100ms}));
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 200ms}));
}

TEST_F(policies, take_no_token_for_what_is_refused)
{
   tested = upstream_policies{
      {.per_second = 10, .window = {.first = 1, .least = 1, .most = 1}, .retries = {.burst = 0}}};
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 0ms}));
   EXPECT_EQ(tested.admit(now).decision, verdict::full);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::spent);
   settle(reply::answered);
   EXPECT_EQ(tested.admit(now), (admission{verdict::send, 100ms}));
}

TEST_F(policies, stop_asking_an_upstream_that_has_died)
{
   die();
   EXPECT_EQ(tested.admit(now).decision, verdict::open);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::open);
   EXPECT_EQ(tested.health().breaker, condition::open);
   EXPECT_FALSE(tested.wants_trial(now));
   EXPECT_TRUE(tested.wants_trial(now += 5s));
   EXPECT_EQ(tested.health().breaker, condition::half_open);
   EXPECT_EQ(tested.admit(now).decision, verdict::open);
   tested.trial_ended(true, now);
   EXPECT_EQ(tested.health().breaker, condition::closed);
   EXPECT_EQ(tested.admit(now).decision, verdict::send);
}

TEST_F(policies, take_any_answer_for_life)
{
   for (auto i = 0U; i < 1000; ++i, now += 300ms) {
      ASSERT_EQ(tested.admit(now).decision, verdict::send);
      settle(i % 10 == 0 ? reply::servfail : reply::none, i);
      ASSERT_FALSE(tested.wants_trial(now));
   }
}

TEST_F(policies, refuse_at_once_when_dead_and_full)
{
   tested = upstream_policies{{.window = {.first = 20, .least = 20, .most = 20}}};
   for (auto i = 0; i < 20; ++i)
      tested.admit(now);
   EXPECT_EQ(tested.admit(now).decision, verdict::full);
   for (auto i = 0U; i < 20; ++i) {
      settle(reply::none, i);
      tested.admit(now += 300ms);
   }
   ASSERT_EQ(tested.in_flight(), tested.window());
   ASSERT_TRUE(tested.wants_trial(now));
   tested.trial_ended(false, now);
   EXPECT_EQ(tested.admit(now).decision, verdict::open);
}

TEST_F(policies, retry_a_share_of_first_tries)
{
   tested = upstream_policies{{.retries = {.percent = 20, .burst = 2}}};
   for (auto i = 0; i < 2; ++i) {
      EXPECT_EQ(tested.admit_retry(now).decision, verdict::send);
      settle(reply::answered);
   }
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::spent);
   for (auto i = 0; i < 5; ++i) {
      tested.admit(now);
      settle(reply::answered);
   }
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::send);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::spent);
   EXPECT_EQ(tested.health().retries, 3U);
   EXPECT_EQ(tested.health().sent, 8U);
}

TEST_F(policies, do_not_spend_the_budget_on_retries_that_are_not_sent)
{
   tested = upstream_policies{
      {.window = {.first = 1, .least = 1, .most = 1}, .retries = {.percent = 0, .burst = 1}}};
   tested.admit(now);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::full);
   settle(reply::answered);
   EXPECT_EQ(tested.admit_retry(now).decision, verdict::send);
}

TEST_F(policies, halve_the_window_of_an_upstream_that_loses_much)
{
   auto const before = tested.window();
   for (auto i = 0; i < 64; ++i)
      tested.admit(now);
   for (auto i = 0; i < 64; ++i)
      settle(i % 2 == 0 ? reply::answered : reply::none);
   EXPECT_EQ(tested.window(), before + 32);
   for (auto i = 0; i < 64; ++i)
      tested.lost(now);
   EXPECT_EQ(tested.health().lost, 64U);
   EXPECT_LT(tested.window(), before);
}

}  // namespace
}  // namespace dnslint::resolver
