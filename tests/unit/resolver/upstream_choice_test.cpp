// SPDX-License-Identifier: Apache-2.0
// Several upstreams, of which one is dead, slow or lying.
#include "tests/unit/resolver/limited_upstream.hpp"

namespace dnslint::resolver::tests {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

using upstream_choice_test = limited_upstream_test;

TEST_F(upstream_choice_test, one_that_is_dead_is_left_alone_for_another)
{
   servers[0].dead = true;
   make({}, 2);
   for (int round = 0; round != 10; ++round) {
      ask_many(40);
      run();
   }
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 400);
   EXPECT_LT(servers[0].asked.size(), 150U);
   auto const said = resolver->upstreams();
   ASSERT_THAT(said, SizeIs(2));
   EXPECT_EQ(said[0].where, "server 0");
   EXPECT_EQ(said[0].health.answered, 0U);
   EXPECT_EQ(said[1].health.breaker, circuit_breaker::condition::closed);
   ASSERT_THAT(remarks_on(said), SizeIs(1));
   EXPECT_EQ(remarks_on(said).front().where, "server 0");
}

TEST_F(upstream_choice_test, one_that_is_dead_keeps_few_waiting)
{
   servers[0].dead = true;
   make({}, 2);
   ask_many(1000);
   loop.run([this] {
      return loop.now() >= 1s;
   });
   EXPECT_GE(answers.size(), 900U);
   EXPECT_LE(servers[0].most_open, 64U);
   EXPECT_FALSE(resolver->is_full());
   run();
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 1000);
}

TEST_F(upstream_choice_test, one_that_dies_keeps_those_waiting_whom_it_was_asked_for)
{
   make({}, 2);
   for (int round = 0; round != 10; ++round) {
      ask_many(100);
      run();
   }
   answers.clear();
   ASSERT_GT(servers[0].asked.size(), 900U) << "the first is the best";
   servers[0].dead = true;
   ask_many(5000);
   loop.run([this] {
      return loop.now() >= 3s;
   });
   EXPECT_GE(answers.size(), 4500U);
   run();
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 5000);
}

TEST_F(upstream_choice_test, one_that_was_silent_when_it_was_tried_is_not_asked)
{
   servers[0].dead = true;
   tried.resize(2);
   tried[1].answered = true;
   make({}, 2);
   ask_many(1000);
   run();
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 1000);
   EXPECT_LE(loop.now(), 1s);
   EXPECT_THAT(servers[0].asked, IsEmpty());
   auto const remarks = remarks_on(resolver->upstreams());
   ASSERT_THAT(remarks, SizeIs(1));
   EXPECT_EQ(remarks.front().where, "server 0");
   EXPECT_THAT(remarks.front().remark, testing::HasSubstr("answers nothing"));
}

TEST_F(upstream_choice_test, one_that_was_silent_when_it_was_tried_has_another_chance)
{
   tried.resize(2);
   tried[1].answered = true;
   make({}, 2);
   for (int second = 0; second != 20; ++second) {
      loop.run_after(1s, [] {});
      ask_many(100);
      run();
   }
   EXPECT_GT(servers[0].asked.size(), 100U);
   EXPECT_THAT(remarks_on(resolver->upstreams()), IsEmpty());
}

TEST_F(upstream_choice_test, where_all_were_silent_when_they_were_tried_all_are_asked)
{
   tried.resize(2);
   make({}, 2);
   ask_many(100);
   run();
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 100);
   EXPECT_FALSE(servers[0].asked.empty());
}

TEST_F(upstream_choice_test, one_that_is_slow_is_left_for_another)
{
   servers[0].round_trip = 400ms;
   make({}, 2);
   for (int round = 0; round != 20; ++round) {
      ask_many(100);
      run();
   }
   EXPECT_LT(servers[0].asked.size(), 500U);
   EXPECT_GT(servers[1].asked.size(), 1500U);
   ASSERT_THAT(remarks_on(resolver->upstreams()), SizeIs(1));
   EXPECT_EQ(remarks_on(resolver->upstreams()).front().where, "server 0");
}

TEST_F(upstream_choice_test, one_that_proves_nothing_is_left_for_another_and_named)
{
   servers[0].unproved = true;
   make({}, 2);
   for (int round = 0; round != 20; ++round) {
      ask_many(100);
      run();
   }
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 2000);
   EXPECT_LT(servers[0].asked.size(), 500U);
   auto const remarks = remarks_on(resolver->upstreams());
   ASSERT_THAT(remarks, SizeIs(1));
   EXPECT_EQ(remarks.front().where, "server 0");
   EXPECT_THAT(remarks.front().remark, testing::HasSubstr("prove nothing"));
}

}  // namespace
}  // namespace dnslint::resolver::tests
