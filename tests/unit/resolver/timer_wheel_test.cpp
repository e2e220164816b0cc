// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/timer_wheel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>

namespace dnslint::resolver {
namespace {

using time_point = timer_wheel::time_point;

struct timers : testing::Test {
   timer_wheel::timer_id add(int due, char mark)
   {
      return wheel.add(time_point{due}, [this, mark] {
         ran += mark;
      });
   }
   // What runs when the clock shows `now`.
   std::string run(int now)
   {
      ran.clear();
      while (auto const work = wheel.take_due(time_point{now}))
         work();
      return ran;
   }

   timer_wheel wheel;
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
   wheel.cancel(b);
   wheel.cancel(b);
   EXPECT_EQ(run(10), "ac");
}

TEST_F(timers, an_old_id_does_not_cancel_its_successor)
{
   auto const first = add(10, 'a');
   EXPECT_EQ(run(10), "a");
   add(20, 'b');
   wheel.cancel(first);
   wheel.cancel(0);
   wheel.cancel(12345);
   EXPECT_EQ(run(20), "b");
}

TEST_F(timers, next_is_the_first_that_still_counts)
{
   EXPECT_EQ(wheel.next(), std::nullopt);
   auto const a = add(10, 'a');
   auto const b = add(20, 'b');
   EXPECT_EQ(wheel.next(), time_point{10});
   wheel.cancel(a);
   EXPECT_EQ(wheel.next(), time_point{20});
   wheel.cancel(b);
   EXPECT_EQ(wheel.next(), std::nullopt);
}

TEST_F(timers, work_may_add_and_cancel)
{
   timer_wheel::timer_id later = 0;
   wheel.add(time_point{10}, [&] {
      wheel.cancel(later);
      add(10, 'n');
   });
   later = add(10, 'x');
   EXPECT_EQ(run(10), "n");
}

TEST_F(timers, what_a_timer_holds_is_let_go_when_it_is_cancelled)
{
   auto const held = std::make_shared<int>(1);
   auto const timer = wheel.add(time_point{10}, [held] {});
   EXPECT_EQ(held.use_count(), 2);
   wheel.cancel(timer);
   EXPECT_EQ(held.use_count(), 1);
}

TEST_F(timers, beyond_the_span_keep_their_order)
{
   add(5000, 'b');
   add(70'000, 'd');
   add(4096, 'a');
   add(5000, 'c');
   EXPECT_EQ(wheel.next(), time_point{4096});
   EXPECT_EQ(run(4000), "");
   add(5000, 'C');
   EXPECT_EQ(run(5000), "abcC");
   EXPECT_EQ(wheel.next(), time_point{70'000});
   EXPECT_EQ(run(70'000), "d");
}

TEST_F(timers, added_for_the_past_come_first)
{
   EXPECT_EQ(run(10'000), "");
   add(10'000, 'c');
   add(5, 'b');
   add(3, 'a');
   EXPECT_EQ(wheel.next(), time_point{3});
   EXPECT_EQ(run(10'000), "abc");
}

TEST_F(timers, those_far_away_are_cancelled_too)
{
   auto const a = add(50'000, 'a');
   add(50'000, 'b');
   auto const c = add(60'000, 'c');
   wheel.cancel(a);
   wheel.cancel(c);
   EXPECT_EQ(run(100'000), "b");
   EXPECT_EQ(wheel.next(), std::nullopt);
}

// Timers by time and, of equal times, by when they were added.
class model {
public:
   void add(int due, timer_wheel::timer_id id) { timers_.emplace(due, id); }
   void cancel(timer_wheel::timer_id id)
   {
      std::erase_if(timers_, [&](auto const& t) {
         return t.second == id;
      });
   }
   std::optional<time_point> next() const
   {
      return timers_.empty() ? std::nullopt : std::optional{time_point{timers_.begin()->first}};
   }
   std::vector<timer_wheel::timer_id> take_due(int now)
   {
      std::vector<timer_wheel::timer_id> due;
      for (auto const end = timers_.upper_bound(now); timers_.begin() != end;) {
         due.push_back(timers_.begin()->second);
         timers_.erase(timers_.begin());
      }
      return due;
   }
   std::size_t size() const { return timers_.size(); }
   timer_wheel::timer_id nth(std::size_t n) const
   {
      return std::next(timers_.begin(), static_cast<std::ptrdiff_t>(n))->second;
   }

private:
   std::multimap<int, timer_wheel::timer_id> timers_;
};

struct compared {
   void add(int due)
   {
      auto const id = std::make_shared<timer_wheel::timer_id>();
      *id = wheel.add(time_point{due}, [this, id] {
         ran.push_back(*id);
      });
      expected.add(due, *id);
   }
   void cancel_one()
   {
      if (expected.size() == 0)
         return;
      auto const id = expected.nth(random() % expected.size());
      wheel.cancel(id);
      expected.cancel(id);
   }
   void run()
   {
      while (auto const work = wheel.take_due(time_point{now}))
         work();
      ASSERT_EQ(ran, expected.take_due(now));
      ran.clear();
   }
   int within(int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); }

   timer_wheel wheel;
   model expected;
   std::mt19937 random{1};
   std::vector<timer_wheel::timer_id> ran;
   int now = 0;
};

// How far timers are set: mostly near, some behind the span, some in the past.
TEST(timer_wheel, does_what_a_sorted_map_does)
{
   for (auto const reach : {4, 100, 5000, 20'000, 200'000}) {
      compared c;
      for (auto i = 0; i < 4000; ++i) {
         c.add(c.now + c.within(reach) - c.within(reach / 4));
         if (c.within(3) == 0)
            c.cancel_one();
         if (c.within(4) == 0) {
            c.now += c.within(reach / 20 + 2);
            c.run();
         }
         ASSERT_EQ(c.wheel.next(), c.expected.next()) << reach << ' ' << i;
      }
      c.now += 2 * reach;
      c.run();
      ASSERT_EQ(c.wheel.next(), std::nullopt);
   }
}

}  // namespace
}  // namespace dnslint::resolver
