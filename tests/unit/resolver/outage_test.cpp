// SPDX-License-Identifier: Apache-2.0
// The shared resolver while no upstream answers anything.
#include "tests/unit/resolver/limited_upstream.hpp"

namespace dnslint::resolver::tests {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct outage_test : limited_upstream_test {
   outage_test() { how.waits_out_outages = true; }

   void run_for(duration time)
   {
      auto const end = loop.now() + time;
      loop.run_after(time, [] {});
      loop.run([&] {
         return loop.now() >= end;
      });
   }
   void all_dead(bool dead)
   {
      for (auto& s : servers)
         s.dead = dead;
   }
};

TEST_F(outage_test, questions_wait_and_are_answered_when_it_is_over)
{
   make({}, 2);
   ask_many(10);
   run_for(1s);
   ASSERT_THAT(answers, SizeIs(10));
   all_dead(true);
   ask_many(60);
   run_for(60s);
   EXPECT_THAT(answers, SizeIs(10));
   EXPECT_TRUE(resolver->is_full());
   ASSERT_TRUE(resolver->outage());
   EXPECT_GT(*resolver->outage(), 55s);
   EXPECT_EQ(resolver->epoch(), 1U);
   servers[1].dead = false;
   run_for(30s);
   EXPECT_FALSE(resolver->outage());
   EXPECT_FALSE(resolver->is_full());
   EXPECT_THAT(answers, SizeIs(70));
   EXPECT_EQ(std::ranges::count(answers, status::records, &answer_state), 70);
}

TEST_F(outage_test, a_few_questions_are_enough_to_find_it)
{
   servers[0].dead = true;
   make();
   ask_many(1);
   run_for(60s);
   EXPECT_TRUE(resolver->outage());
   EXPECT_THAT(answers, IsEmpty());
}

TEST_F(outage_test, an_upstream_is_asked_seldom_meanwhile)
{
   servers[0].dead = true;
   make();
   ask_many(40);
   run_for(60s);
   auto const before = servers[0].asked.size();
   ask_many(200);
   run_for(600s);
   EXPECT_LE(servers[0].asked.size() - before, 600U / 5);
   EXPECT_THAT(answers, IsEmpty());
}

TEST_F(outage_test, a_dead_name_is_told_from_it)
{
   servers[0].dead = true;
   servers[0].knows_the_root = true;
   make();
   ask_many(1);
   run();
   EXPECT_EQ(unknown("timeout"), 1U);
   EXPECT_EQ(resolver->epoch(), 0U);
}

TEST_F(outage_test, whoever_waits_for_its_end_is_told_once)
{
   make();
   auto told = 0;
   auto const wait = [&] {
      resolver->when_outage_is_over([&] {
         ++told;
      });
   };
   wait();
   run_for(1s);
   EXPECT_EQ(told, 1) << "there is none";
   servers[0].dead = true;
   ask_many(30);
   run_for(60s);
   wait();
   run_for(60s);
   EXPECT_EQ(told, 1);
   servers[0].dead = false;
   run_for(60s);
   EXPECT_EQ(told, 2);
}

TEST_F(outage_test, is_not_waited_out_unless_the_policy_says_so)
{
   how.waits_out_outages = false;
   servers[0].dead = true;
   make();
   ask_many(60);
   run();
   EXPECT_THAT(answers, SizeIs(60));
   EXPECT_FALSE(resolver->outage());
}

TEST_F(outage_test, everything_may_go_in_the_middle_of_it)
{
   servers[0].dead = true;
   make();
   ask_many(60);
   run_for(60s);
   resolver->when_outage_is_over([] {
      ADD_FAILURE();
   });
   resolver.reset();
   servers[0].dead = false;
   run();
   EXPECT_THAT(answers, IsEmpty());
}

}  // namespace
}  // namespace dnslint::resolver::tests
