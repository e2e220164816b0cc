// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_health.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;

upstream_report one(
   std::string where, unsigned count, reply how, std::chrono::microseconds rtt = 10ms)
{
   upstream_report r{std::move(where), {}};
   for (; count != 0; --count)
      r.health.note(how, rtt);
   return r;
}

upstream_report well(std::string where, std::chrono::microseconds rtt = 10ms)
{
   return one(std::move(where), 100, reply::answered, rtt);
}

TEST(upstream_health, counts_how_questions_ended)
{
   upstream_health h;
   for (auto const how :
        {reply::answered, reply::servfail, reply::refused, reply::none, reply::withdrawn})
      h.note(how, 5ms);
   EXPECT_EQ(h.answered, 3U);
   EXPECT_EQ(h.servfail, 1U);
   EXPECT_EQ(h.refused, 1U);
   EXPECT_EQ(h.unanswered, 1U);
}

TEST(upstream_health, smooths_the_round_trips_of_answers)
{
   upstream_health h;
   h.note(reply::none, 2s);
   h.note(reply::servfail, 2s);
   h.note(reply::answered, 16ms);
   EXPECT_EQ(h.smoothed_rtt, 16ms);
   h.note(reply::servfail, 2s);
   h.note(reply::answered, 8ms);
   EXPECT_EQ(h.smoothed_rtt, 15ms);
   h.note(reply::answered, 95ms);
   EXPECT_EQ(h.smoothed_rtt, 25ms);
   EXPECT_EQ(h.least_rtt, 8ms);
}

TEST(remarks_on, says_nothing_of_those_that_are_well)
{
   EXPECT_TRUE(remarks_on({}).empty());
   std::vector const all{well("a"), well("b", 40ms)};
   EXPECT_TRUE(remarks_on(all).empty());
}

TEST(remarks_on, says_nothing_of_one_alone_or_of_all)
{
   for (auto const how : {reply::none, reply::servfail, reply::refused}) {
      std::vector const alone{one("a", 100, how)};
      EXPECT_TRUE(remarks_on(alone).empty());
      std::vector const all{one("a", 100, how), one("b", 100, how)};
      EXPECT_TRUE(remarks_on(all).empty());
   }
   std::vector const slow{well("a", 1s), well("b", 1s)};
   EXPECT_TRUE(remarks_on(slow).empty());
}

TEST(remarks_on, names_the_dead_one)
{
   std::vector const all{well("a"), one("192.0.2.1:53", 120, reply::none)};
   std::vector<upstream_remark> const expected{
      {"192.0.2.1:53",
       "answered none of 120 questions, while others answer",
       "Check its address and whether a firewall lets DNS through to it, or leave it out."}};
   EXPECT_EQ(remarks_on(all), expected);
}

TEST(remarks_on, does_not_call_dead_what_answered_once_or_was_hardly_asked)
{
   auto once = one("b", 120, reply::none);
   once.health.note(reply::answered, 10ms);
   std::vector const all{well("a"), once, one("c", 19, reply::none)};
   EXPECT_TRUE(remarks_on(all).empty());
}

TEST(remarks_on, names_the_failing_one_by_what_it_says_most)
{
   auto refuses = one("b", 60, reply::refused);
   refuses.health.note(reply::servfail, 1ms);
   std::vector const all{well("a"), refuses, one("c", 30, reply::servfail)};
   auto const remarks = remarks_on(all);
   ASSERT_EQ(remarks.size(), 2U);
   EXPECT_EQ(remarks[0].where, "b");
   EXPECT_EQ(remarks[0].remark, "answered 60 of 61 questions with REFUSED, while others do not");
   EXPECT_EQ(remarks[0].advice, "Ask its operator to let this address use it, or leave it out.");
   EXPECT_EQ(remarks[1].where, "c");
   EXPECT_EQ(remarks[1].remark, "answered 30 of 30 questions with SERVFAIL, while others do not");
}

TEST(remarks_on, does_not_call_failing_what_answers_half)
{
   auto half = one("b", 50, reply::servfail);
   for (auto i = 0; i < 50; ++i)
      half.health.note(reply::answered, 10ms);
   std::vector const all{well("a"), half};
   EXPECT_TRUE(remarks_on(all).empty());
}

TEST(remarks_on, names_the_slow_one)
{
   std::vector const all{well("a", 20ms), well("b", 101ms), well("c", 10ms)};
   auto const remarks = remarks_on(all);
   ASSERT_EQ(remarks.size(), 1U);
   EXPECT_EQ(remarks[0].where, "b");
   EXPECT_EQ(remarks[0].remark, "takes 101 ms for an answer, others 10 ms");
}

TEST(remarks_on, does_not_call_slow_what_is_fast_enough_or_nearly_as_fast)
{
   std::vector const fast{well("a", 1ms), well("b", 100ms)};
   EXPECT_TRUE(remarks_on(fast).empty());
   std::vector const near{well("a", 100ms), well("b", 500ms)};
   EXPECT_TRUE(remarks_on(near).empty());
   std::vector const far{well("a", 100ms), well("b", 501ms)};
   EXPECT_EQ(remarks_on(far).size(), 1U);
}

}  // namespace
}  // namespace dnslint::resolver
