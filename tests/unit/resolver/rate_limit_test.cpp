// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/rate_limit.hpp"

#include "core/base/virtual_loop.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;

TEST(token_bucket, spreads_questions_over_the_second)
{
   resolver::token_bucket bucket{10};
   EXPECT_EQ(bucket.take(0ms), 0ms);
   EXPECT_EQ(bucket.take(0ms), 100ms);
   EXPECT_EQ(bucket.take(0ms), 200ms);
   EXPECT_EQ(bucket.take(250ms), 50ms);
}

TEST(token_bucket, saves_no_more_than_a_tenth_of_a_second)
{
   resolver::token_bucket bucket{100};
   int at_once = 0;
   while (bucket.take(60s) == 0ms)
      ++at_once;
   EXPECT_EQ(at_once, 10);
}

// Answers at once and notes when it was asked.
class noting_source final : public resolver::source {
public:
   noting_source(base::event_loop& loop, std::vector<base::event_loop::time_point>& asked)
   : loop_{&loop}
   , asked_{&asked}
   {}
   void ask(resolver::request const&, done on_done) override
   {
      asked_->push_back(loop_->now());
      loop_->post([on_done = std::move(on_done)] {
         on_done({});
      });
   }

private:
   base::event_loop* loop_;
   std::vector<base::event_loop::time_point>* asked_;
};

TEST(rate_limited_source, never_asks_faster_and_loses_nothing)
{
   base::virtual_loop loop;
   std::vector<base::event_loop::time_point> asked;
   auto const limited =
      resolver::make_rate_limited(loop, std::make_unique<noting_source>(loop, asked), 100);
   int answered = 0;
   for (int i = 0; i != 300; ++i)
      limited->ask({}, [&](resolver::exchange const&) {
         ++answered;
      });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(answered, 300);
   ASSERT_EQ(asked.size(), 300U);
   EXPECT_GE(asked.back(), 2800ms);
   EXPECT_LE(asked.back(), 3000ms);
   for (std::size_t i = 110; i != asked.size(); ++i)
      EXPECT_GE(asked[i] - asked[i - 110], 1s) << i;
}

TEST(rate_limited_source, may_be_destroyed_while_questions_wait)
{
   base::virtual_loop loop;
   std::vector<base::event_loop::time_point> asked;
   auto limited =
      resolver::make_rate_limited(loop, std::make_unique<noting_source>(loop, asked), 1);
   for (int i = 0; i != 3; ++i)
      limited->ask({}, [](resolver::exchange const&) {});
   limited.reset();
   loop.run([] {
      return false;
   });
   EXPECT_EQ(asked.size(), 1U);
}

}  // namespace
