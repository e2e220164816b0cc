// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/rate_limit.hpp"

#include <chrono>
#include <gtest/gtest.h>

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

}  // namespace
