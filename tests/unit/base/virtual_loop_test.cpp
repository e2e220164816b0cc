// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"

#include <gtest/gtest.h>
#include <string>

using dnslint::base::virtual_loop;
using namespace std::chrono_literals;

namespace {

bool never()
{
   return false;
}

TEST(virtual_loop, runs_posted_work_in_order_and_never_inline)
{
   virtual_loop loop;
   std::string order;
   loop.post([&] {
      loop.post([&] {
         order += 'c';
      });
      order += 'a';
   });
   loop.post([&] {
      order += 'b';
   });
   EXPECT_EQ(order, "");
   loop.run(never);
   EXPECT_EQ(order, "abc");
}

TEST(virtual_loop, jumps_to_the_next_timer)
{
   virtual_loop loop;
   std::string order;
   loop.run_after(1h, [&] {
      order += 'b';
   });
   loop.run_after(1s, [&] {
      order += 'a';
   });
   loop.run(never);
   EXPECT_EQ(order, "ab");
   EXPECT_EQ(loop.now(), 1h);
}

TEST(virtual_loop, keeps_the_order_of_equal_times)
{
   virtual_loop loop;
   std::string order;
   for (char const c : {'a', 'b', 'c'})
      loop.run_after(5ms, [&order, c] {
         order += c;
      });
   loop.run(never);
   EXPECT_EQ(order, "abc");
}

TEST(virtual_loop, posted_work_comes_before_timers_that_are_due)
{
   virtual_loop loop;
   std::string order;
   loop.run_after(0ms, [&] {
      order += 'b';
   });
   loop.post([&] {
      order += 'a';
   });
   loop.run(never);
   EXPECT_EQ(order, "ab");
}

TEST(virtual_loop, a_cancelled_timer_does_not_run)
{
   virtual_loop loop;
   bool ran = false;
   auto const timer = loop.run_after(1s, [&] {
      ran = true;
   });
   loop.cancel(timer);
   loop.cancel(timer);
   loop.cancel(4711);
   loop.run(never);
   EXPECT_FALSE(ran);
   EXPECT_EQ(loop.now(), 0ms);
}

TEST(virtual_loop, stops_when_done)
{
   virtual_loop loop;
   int ran = 0;
   for (int i = 0; i != 5; ++i)
      loop.post([&] {
         ++ran;
      });
   loop.run([&] {
      return ran == 2;
   });
   EXPECT_EQ(ran, 2);
}

}  // namespace
