// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/timer_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace dnslint::resolver {
namespace {

using time_point = timer_queue::time_point;

struct timers : testing::Test {
   timer_queue::timer_id add(int due, char mark)
   {
      return queue.add(time_point{due}, [this, mark] {
         ran += mark;
      });
   }
   // What runs when the clock shows `now`.
   std::string run(int now)
   {
      ran.clear();
      while (auto const work = queue.take_due(time_point{now}))
         work();
      return ran;
   }

   timer_queue queue;
   std::string ran;
};

TEST_F(timers, run_in_order_of_time_then_of_adding)
{
   add(20, 'c');
   add(10, 'a');
   add(20, 'd');
   add(10, 'b');
   EXPECT_EQ(run(9), "");
   EXPECT_EQ(run(10), "ab");
   EXPECT_EQ(run(100), "cd");
   EXPECT_EQ(run(100), "");
}

TEST_F(timers, a_cancelled_one_does_not_run)
{
   add(10, 'a');
   auto const b = add(10, 'b');
   add(10, 'c');
   queue.cancel(b);
   queue.cancel(b);
   EXPECT_EQ(run(10), "ac");
}

TEST_F(timers, an_old_id_does_not_cancel_its_successor)
{
   auto const first = add(10, 'a');
   EXPECT_EQ(run(10), "a");
   add(20, 'b');
   queue.cancel(first);
   queue.cancel(0);
   queue.cancel(12345);
   EXPECT_EQ(run(20), "b");
}

TEST_F(timers, next_is_the_first_that_still_counts)
{
   EXPECT_EQ(queue.next(), std::nullopt);
   auto const a = add(10, 'a');
   auto const b = add(20, 'b');
   EXPECT_EQ(queue.next(), time_point{10});
   queue.cancel(a);
   EXPECT_EQ(queue.next(), time_point{20});
   queue.cancel(b);
   EXPECT_EQ(queue.next(), std::nullopt);
}

TEST_F(timers, work_may_add_and_cancel)
{
   timer_queue::timer_id later = 0;
   queue.add(time_point{10}, [&] {
      queue.cancel(later);
      add(10, 'n');
   });
   later = add(10, 'x');
   EXPECT_EQ(run(10), "n");
}

TEST_F(timers, what_a_timer_holds_is_let_go_when_it_is_cancelled)
{
   auto const held = std::make_shared<int>(1);
   auto const timer = queue.add(time_point{10}, [held] {});
   EXPECT_EQ(held.use_count(), 2);
   queue.cancel(timer);
   EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace dnslint::resolver
