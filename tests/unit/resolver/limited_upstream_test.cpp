// SPDX-License-Identifier: Apache-2.0
// The shared resolver with what limits an upstream.
#include "tests/unit/resolver/limited_upstream.hpp"

namespace dnslint::resolver::tests {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(limited_upstream_test, the_rate_is_kept_and_nothing_is_lost)
{
   upstream_limits limits;
   limits.per_second = 100;
   make(limits);
   ask_many(300);
   EXPECT_THAT(answers, IsEmpty());
   run();
   EXPECT_THAT(answers, SizeIs(300));
   auto const& at = servers[0].asked_at;
   ASSERT_THAT(at, SizeIs(300));
   for (std::size_t i = 110; i != at.size(); ++i)
      EXPECT_GE(at[i] - at[i - 110], 1s) << i;
   EXPECT_LE(at.back(), 3200ms);
}

TEST_F(limited_upstream_test, no_more_is_in_flight_than_the_window_allows)
{
   upstream_limits limits;
   limits.window.first = 16;
   limits.window.most = 50;
   make(limits);
   ask_many(1000);
   EXPECT_TRUE(resolver->is_full());
   EXPECT_EQ(servers[0].asked.size(), 16U);
   run();
   EXPECT_FALSE(resolver->is_full());
   EXPECT_THAT(answers, SizeIs(1000));
   EXPECT_GT(servers[0].most_open, 16U);
   EXPECT_LE(servers[0].most_open, 50U);
}

// Its questions each wait for their whole timeout: the others must not wait for them.

// It may have been the way to it: it is tried again now and then.

TEST_F(limited_upstream_test, when_none_is_left_answers_are_unknown_and_say_why)
{
   servers[0].dead = true;
   make();
   for (int round = 0; round != 3; ++round) {
      ask_many(60);
      run();
   }
   EXPECT_THAT(answers, SizeIs(180));
   EXPECT_GT(unknown("upstream-down"), 0U);
   EXPECT_EQ(unknown("timeout") + unknown("upstream-down"), 180U);
   EXPECT_THAT(answers.back()->why.detail, testing::HasSubstr("server 0"));
}

TEST_F(limited_upstream_test, a_dead_one_that_comes_back_is_found_again)
{
   servers[0].dead = true;
   make();
   ask_many(60);
   run();
   ask_many(60);
   run();
   servers[0].dead = false;
   for (int second = 0; second != 200; ++second) {
      loop.run_after(1s, [] {});
      ask_many(1);
      run();
   }
   EXPECT_EQ(answers.back()->state, status::records);
   EXPECT_EQ(resolver->upstreams().front().health.breaker, circuit_breaker::condition::closed);
}

TEST_F(limited_upstream_test, one_that_answers_for_the_root_is_not_taken_for_dead)
{
   servers[0].dead = true;
   servers[0].knows_the_root = true;
   make();
   for (int round = 0; round != 10; ++round) {
      ask_many(60);
      run();
   }
   EXPECT_EQ(unknown("timeout"), 600U);
   EXPECT_EQ(resolver->upstreams().front().health.breaker, circuit_breaker::condition::closed);
   auto const trials = std::ranges::count_if(servers[0].asked, [](dns::question const& q) {
      return q.asked.is_root();
   });
   EXPECT_GT(trials, 0);
   EXPECT_LT(trials, 31);
}

TEST_F(limited_upstream_test, loss_on_the_way_stops_neither_retries_nor_growth)
{
   servers[0].lost_of_ten = 5;
   how.tries = 10;
   make();
   for (int round = 0; round != 10; ++round) {
      ask_many(300);
      run();
   }
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 3000);
   EXPECT_GT(servers[0].most_open, 128U);
}

TEST_F(limited_upstream_test, silence_tells_sooner_where_little_is_lost)
{
   how.tries = 10;
   make();
   EXPECT_EQ(resolver->tries_that_tell(), 2U);
   ask_many(300);
   run();
   EXPECT_EQ(resolver->tries_that_tell(), 2U);
   servers[0].lost_of_ten = 5;
   ask_many(300);
   run();
   EXPECT_GT(resolver->tries_that_tell(), 5U);
}

TEST_F(limited_upstream_test, without_budget_for_a_retry_the_answer_at_hand_stands)
{
   upstream_limits limits;
   limits.retries.burst = 10;
   limits.retries.percent = 0;
   servers[0].code = dns::rcode::servfail;
   how.tries = 2;
   make(limits);
   ask_many(50);
   run();
   EXPECT_EQ(unknown("servfail"), 50U);
   EXPECT_THAT(servers[0].asked, SizeIs(60));
   auto const twice = std::ranges::count_if(answers, [](answer_ptr const& a) {
      return a->exchanges.size() == 2;
   });
   EXPECT_EQ(twice, 10);
}

TEST_F(limited_upstream_test, what_is_lost_on_the_way_needs_no_budget)
{
   upstream_limits limits;
   limits.retries.burst = 400;
   limits.retries.percent = 0;
   servers[0].lost_of_ten = 5;
   how.tries = 5;
   make(limits);
   for (int round = 0; round != 5; ++round) {
      ask_many(300);
      run();
   }
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 1500);
}

TEST_F(limited_upstream_test, fewer_tries_can_be_asked_for)
{
   servers[0].dead = true;
   make();
   resolver->ask(numbered(1), [](answer_ptr const&) {}, {1, false, 2});
   run();
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

// All of them were asked before anything was known of the way.

TEST_F(limited_upstream_test, fewer_tries_are_more_where_loss_shows_meanwhile)
{
   servers[0].lost_of_ten = 5;
   how.tries = 10;
   how.back_off = 1ms;
   make();
   for (int i = 0; i != 2000; ++i)
      resolver->ask(
         numbered(i),
         [this](answer_ptr a) {
            answers.push_back(std::move(a));
         },
         {static_cast<std::uint64_t>(i) + 1, false, 2});
   run();
   ASSERT_THAT(answers, SizeIs(2000));
   EXPECT_LE(unknown("timeout"), 40U) << "a quarter hears nothing twice";
}

// Two scans in one process, at the same time and on one loop.

TEST_F(limited_upstream_test, two_resolvers_share_nothing)
{
   servers[1].code = dns::rcode::refused;
   how.tries = 1;
   how.cache.emplace();
   std::vector<std::unique_ptr<shared_resolver>> both;
   for (auto& server : servers) {
      std::vector<upstream> one;
      one.push_back({std::make_unique<behaving_source>(loop, server), "server", upstream_limits{}});
      both.push_back(std::make_unique<shared_resolver>(loop, std::move(one), how, 1));
   }
   std::array<std::vector<status>, 2> got;
   for (int i = 0; i != 500; ++i)
      for (std::size_t r = 0; r != both.size(); ++r)
         both[r]->ask(
            numbered(i),
            [&, r](answer_ptr const& a) {
               got.at(r).push_back(a->state);
            },
            {1, true, 0});
   run();
   EXPECT_THAT(got[0], SizeIs(500));
   EXPECT_THAT(got[0], Each(status::records));
   EXPECT_THAT(got[1], SizeIs(500));
   EXPECT_THAT(got[1], Each(status::unknown));
   EXPECT_EQ(both[0]->upstreams().front().health.refused, 0U);
   EXPECT_EQ(both[1]->upstreams().front().health.refused, 500U);
}

// One refuses all but so many a second, and is the only one there is.
TEST_F(limited_upstream_test, what_is_refused_for_its_rate_is_asked_again_slowly_and_answered)
{
   servers[0].most_per_second = 200;
   make();
   ask_many(3000);
   run();
   EXPECT_THAT(answers, SizeIs(3000));
   EXPECT_EQ(unknown("refused"), 0U);
   EXPECT_LE(unknown("rate-limited"), 30U);
   EXPECT_LT(servers[0].asked.size(), 6000U);
   EXPECT_EQ(
      remarks_on(resolver->upstreams()).at(0).advice,
      "It limits how fast it is asked: stay below that with --rate, or ask its operator.");
}

// That is no matter of rate.

TEST_F(limited_upstream_test, one_that_refuses_everything_is_not_waited_for)
{
   servers[0].code = dns::rcode::refused;
   make();
   ask_many(300);
   run();
   EXPECT_EQ(unknown("refused"), 300U);
   EXPECT_LT(loop.now(), 60s);
}

}  // namespace
}  // namespace dnslint::resolver::tests
