// SPDX-License-Identifier: Apache-2.0
#include "core/base/task.hpp"

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::base {
namespace {

// Something that is answered from outside.
struct question {
   std::function<void(int)> answer;

   struct waiting {
      question* asked;
      int got = 0;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> h)
      {
         asked->answer = [this, h](int value) {
            got = value;
            h.resume();
         };
      }
      int await_resume() const noexcept { return got; }
   };
   waiting operator co_await() { return {this}; }
};

task<int> one_level(question& q)
{
   co_return co_await q;
}

task<std::string> two_levels(question& q)
{
   auto const first = co_await one_level(q);
   auto const second = co_await one_level(q);
   co_return std::to_string(first + second);
}

task<> collect(question& q, std::vector<std::string>& into)
{
   into.push_back(co_await two_levels(q));
}

TEST(task, waits_at_each_level_and_hands_results_up)
{
   question q;
   std::vector<std::string> got;
   auto work = collect(q, got);
   EXPECT_FALSE(q.answer) << "began before it was started";
   work.start();
   q.answer(40);
   EXPECT_FALSE(work.done());
   q.answer(2);
   EXPECT_TRUE(work.done());
   EXPECT_EQ(got, std::vector<std::string>{"42"});
}

task<> hold(question& q, std::shared_ptr<int> held)
{
   *held = co_await q;
}

TEST(task, what_it_holds_goes_with_it_while_it_waits)
{
   question q;
   auto const held = std::make_shared<int>(0);
   {
      auto work = hold(q, held);
      work.start();
      EXPECT_EQ(held.use_count(), 2);
   }
   EXPECT_EQ(held.use_count(), 1);
}

TEST(task, can_be_moved_while_it_waits)
{
   question q;
   std::vector<std::string> got;
   task<> kept;
   EXPECT_TRUE(kept.done());
   kept = collect(q, got);
   kept.start();
   q.answer(1);
   auto moved = std::move(kept);
   q.answer(1);
   EXPECT_TRUE(moved.done());
   EXPECT_EQ(got.size(), 1U);
}

TEST(frame_pool, gives_a_frame_that_was_freed_to_the_next_of_its_kind)
{
   frame_pool pool;
   auto* const first = pool.take(100);
   pool.give_back(first, 100);
   EXPECT_EQ(pool.kept(), 128U);
   EXPECT_EQ(pool.take(128), first);
   EXPECT_EQ(pool.kept(), 0U);
   pool.give_back(first, 128);
   auto* const other = pool.take(129);
   EXPECT_NE(other, first);
   pool.give_back(other, 129);
   EXPECT_EQ(pool.kept(), 128U + 192U);
}

TEST(frame_pool, keeps_no_more_than_its_limit)
{
   frame_pool pool;
   std::vector<void*> frames;
   for (auto i = 0; i < 2000; ++i)
      frames.push_back(pool.take(1024));
   for (auto* f : frames)
      pool.give_back(f, 1024);
   EXPECT_EQ(pool.kept(), frame_pool::most_kept);
}

TEST(frame_pool, keeps_nothing_that_is_large)
{
   frame_pool pool;
   pool.give_back(pool.take(1'000'000), 1'000'000);
   EXPECT_EQ(pool.kept(), 0U);
}

}  // namespace
}  // namespace dnslint::base
