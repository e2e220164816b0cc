// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/upstream_pool.hpp"

#include "core/resolver/shared/lookup.hpp"

#include <array>
#include <gtest/gtest.h>

namespace dnslint::resolver::tests::pooling {
namespace {

using namespace std::chrono_literals;

class no_source final : public source {
public:
   void ask(request const&, done) override {}
};

upstream_pool pool_of(std::size_t count, unsigned window = 1, std::size_t dead = 99)
{
   std::vector<upstream> all;
   for (std::size_t i = 0; i != count; ++i) {
      upstream_limits limits;
      limits.window.first = limits.window.least = window;
      upstream_trial tried;
      tried.answered = i != dead;
      all.push_back({std::make_unique<no_source>(), "s" + std::to_string(i), limits, tried});
   }
   return upstream_pool{std::move(all)};
}

void hear(upstream_pool& pool, std::size_t which)
{
   auto& policies = *pool.at(which).policies;
   policies.admit(0s);
   policies.settled({reply::answered, 1, false, 1ms}, 0s);
}

struct upstream_pool_test : testing::Test {
   std::array<lookup, 3> lookups;
};

TEST_F(upstream_pool_test, one_alone_is_always_the_first)
{
   auto pool = pool_of(1);
   EXPECT_EQ(pool.first(), 0U);
   EXPECT_TRUE(pool.is_limited());
   EXPECT_FALSE(pool.is_full());
}

TEST_F(upstream_pool_test, lets_in_who_has_waited_longest_as_far_as_there_is_room)
{
   auto pool = pool_of(1);
   for (auto& l : lookups)
      pool.at(0).waiting.push_back({&l, {}});
   EXPECT_TRUE(pool.is_full());
   EXPECT_EQ(pool.next_for(0)->about, &lookups[0]);
   pool.at(0).policies->admit(0s);
   EXPECT_FALSE(pool.next_for(0)) << "the window is full";
   pool.at(0).policies->settled({reply::withdrawn}, 0s);
   EXPECT_EQ(pool.next_for(0)->about, &lookups[1]);
   EXPECT_EQ(pool.next_for(0)->about, &lookups[2]);
   EXPECT_FALSE(pool.next_for(0)) << "nobody waits";
}

TEST_F(upstream_pool_test, takes_over_who_waits_for_one_of_which_nothing_is_heard)
{
   auto pool = pool_of(2);
   pool.at(1).waiting.push_back({&lookups[0], {}});
   EXPECT_FALSE(pool.next_for(0)) << "nothing is heard of it either";
   hear(pool, 0);
   EXPECT_EQ(pool.better_than(1), 0U);
   EXPECT_EQ(pool.better_than(0), std::nullopt);
   EXPECT_EQ(pool.next_for(0)->about, &lookups[0]);
}

TEST_F(upstream_pool_test, leaves_alone_what_was_silent_in_the_trial)
{
   auto pool = pool_of(2, 1, 1);
   pool.leave_dead_alone(0s);
   EXPECT_EQ(pool.at(0).policies->admit(0s).decision, admission::verdict::send);
   EXPECT_EQ(pool.at(1).policies->admit(0s).decision, admission::verdict::open);
}

TEST_F(upstream_pool_test, compares_with_each_that_may_answer_once)
{
   auto pool = pool_of(3);
   pool.at(1).policies->take_for_dead(0s);
   comparison with;
   with.abstained(0);
   EXPECT_EQ(pool.comparable(with), 2U);
   with.abstained(2);
   EXPECT_EQ(pool.comparable(with), std::nullopt);
}

TEST_F(upstream_pool_test, asks_one_that_was_dropped_no_more_unless_it_is_the_last)
{
   auto pool = pool_of(2);
   pool.drop(0);
   EXPECT_EQ(pool.at(0).policies->admit(0s).decision, admission::verdict::open);
   EXPECT_EQ(pool.comparable({}), 1U);
   pool.drop(1);
   EXPECT_EQ(pool.at(1).policies->admit(0s).decision, admission::verdict::send);
   EXPECT_EQ(pool.reports()[1].health.dropped, drop_reason::contradictions);
}

}  // namespace
}  // namespace dnslint::resolver::tests::pooling
