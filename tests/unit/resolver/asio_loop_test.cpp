// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/asio_loop.hpp"

#include "core/resolver/transport/descriptor_watch.hpp"

#include <array>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::resolver {
namespace {

using duration = base::event_loop::duration;

bool never()
{
   return false;
}

TEST(asio_loop, returns_when_nothing_is_left)
{
   asio_loop loop;
   loop.run(never);
   std::string ran;
   loop.post([&] {
      ran += 'a';
   });
   loop.run(never);
   loop.post([&] {
      ran += 'b';
   });
   loop.run(never);
   EXPECT_EQ(ran, "ab");
}

TEST(asio_loop, posts_in_order_and_never_inline)
{
   asio_loop loop;
   std::string ran;
   loop.post([&] {
      loop.post([&] {
         ran += 'c';
      });
      ran += 'a';
   });
   loop.post([&] {
      ran += 'b';
   });
   EXPECT_EQ(ran, "");
   loop.run(never);
   EXPECT_EQ(ran, "abc");
}

TEST(asio_loop, asks_done_after_each_piece_of_work)
{
   asio_loop loop;
   auto ran = 0;
   for (auto i = 0; i < 10; ++i)
      loop.post([&] {
         ++ran;
      });
   loop.run([&] {
      return ran == 3;
   });
   EXPECT_EQ(ran, 3);
   loop.run(never);
   EXPECT_EQ(ran, 10);
}

TEST(asio_loop, runs_timers_in_order)
{
   asio_loop loop;
   std::string ran;
   loop.run_after(duration{20}, [&] {
      ran += 'c';
   });
   loop.run_after(duration{5}, [&] {
      ran += 'b';
   });
   loop.run_after(duration{-5}, [&] {
      ran += 'a';
   });
   auto const cancelled = loop.run_after(duration{1}, [&] {
      ran += 'x';
   });
   loop.cancel(cancelled);
   loop.run(never);
   EXPECT_EQ(ran, "abc");
}

TEST(asio_loop, never_runs_a_timer_early)
{
   asio_loop loop;
   auto const start = loop.now();
   auto end = start;
   loop.run_after(duration{15}, [&] {
      end = loop.now();
   });
   loop.run(never);
   EXPECT_GE(end - start, duration{15});
}

TEST(asio_loop, a_timer_may_set_an_earlier_one_than_those_waiting)
{
   asio_loop loop;
   std::string ran;
   loop.run_after(duration{50}, [&] {
      ran += 'c';
   });
   loop.run_after(duration{1}, [&] {
      ran += 'a';
      loop.run_after(duration{1}, [&] {
         ran += 'b';
      });
   });
   loop.run(never);
   EXPECT_EQ(ran, "abc");
}

TEST(asio_loop, does_not_wait_for_cancelled_timers)
{
   asio_loop loop;
   auto const far = loop.run_after(std::chrono::hours{1}, [] {});
   loop.run_after(duration{1}, [&] {
      loop.cancel(far);
   });
   loop.run(never);  // else this test takes an hour
}

TEST(asio_loop, endless_posting_starves_neither_timers_nor_sockets)
{
   asio_loop loop;
   std::array<int, 2> ends{};
   ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
   auto readable = false;
   auto timed = false;
   std::function<void()> again = [&] {
      loop.post(again);
   };
   loop.post(again);
   loop.run_after(duration{1}, [&] {
      timed = true;
   });
   {
      descriptor_watch watch{loop, ends[0], [&](descriptor_watch::ready) {
                                readable = true;
                             }};
      watch.want(true, false);
      ASSERT_EQ(write(ends[1], "x", 1), 1);
      loop.run([&] {
         return timed && readable;
      });
   }
   EXPECT_TRUE(timed && readable);
   close(ends[0]);
   close(ends[1]);
}

struct watched : testing::Test {
   void SetUp() override
   {
      ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
   }
   void TearDown() override
   {
      close(ends[0]);
      close(ends[1]);
   }

   asio_loop loop;
   std::array<int, 2> ends{};
};

TEST_F(watched, tells_again_while_there_is_something_to_read)
{
   auto told = 0;
   descriptor_watch watch{loop, ends[0], [&](descriptor_watch::ready what) {
                             EXPECT_EQ(what, descriptor_watch::ready::to_read);
                             ++told;
                          }};
   watch.want(true, false);
   ASSERT_EQ(write(ends[1], "x", 1), 1);
   loop.run([&] {
      return told == 3;
   });
   EXPECT_EQ(told, 3);
}

TEST_F(watched, keeps_the_loop_only_while_something_is_wanted)
{
   auto told = 0;
   descriptor_watch watch{loop, ends[0], [&](descriptor_watch::ready) {
                             ++told;
                          }};
   loop.run(never);
   watch.want(true, false);
   loop.post([&] {
      watch.want(false, false);
   });
   loop.run(never);
   EXPECT_EQ(told, 0);
   watch.want(false, true);
   loop.run([&] {
      return told > 0;
   });
   EXPECT_GT(told, 0);
}

TEST_F(watched, may_be_destroyed_while_it_tells_and_leaves_the_descriptor_open)
{
   std::unique_ptr<descriptor_watch> watch;
   watch = std::make_unique<descriptor_watch>(loop, ends[0], [&](descriptor_watch::ready) {
      watch.reset();
   });
   EXPECT_EQ(watch->descriptor(), ends[0]);
   watch->want(true, true);
   loop.run(never);
   EXPECT_EQ(watch, nullptr);
   EXPECT_EQ(write(ends[0], "x", 1), 1);
}

}  // namespace
}  // namespace dnslint::resolver
