// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/retry_budget.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

unsigned retries_left(retry_budget& budget)
{
   unsigned n = 0;
   while (budget.take())
      ++n;
   return n;
}

TEST(retry_budget, allows_a_burst_before_anything_was_earned)
{
   retry_budget budget;
   EXPECT_EQ(retries_left(budget), 100U);
   EXPECT_FALSE(budget.take());
}

TEST(retry_budget, then_allows_a_share_of_first_tries)
{
   retry_budget budget;
   retries_left(budget);
   unsigned retries = 0;
   for (auto i = 0; i < 1000; ++i) {
      budget.earned();
      while (budget.take())
         ++retries;
   }
   EXPECT_EQ(retries, 200U);
}

TEST(retry_budget, never_ends_while_half_of_the_retries_are_answered)
{
   retry_budget budget;
   for (auto i = 0; i < 10'000; ++i) {
      ASSERT_TRUE(budget.take()) << i;
      if (i % 2 == 0)
         budget.paid_off();
   }
}

TEST(retry_budget, saves_no_more_than_the_burst)
{
   retry_budget budget{{.percent = 50, .burst = 10}};
   for (auto i = 0; i < 1000; ++i)
      budget.earned();
   EXPECT_EQ(retries_left(budget), 10U);
}

TEST(retry_budget, may_be_nothing)
{
   retry_budget budget{{.percent = 0, .burst = 0}};
   for (auto i = 0; i < 1000; ++i)
      budget.earned();
   EXPECT_EQ(retries_left(budget), 0U);
}

TEST(retry_budget, without_a_burst_gives_what_is_earned)
{
   retry_budget budget{{.percent = 20, .burst = 0}};
   EXPECT_FALSE(budget.take());
   for (auto i = 0; i < 5; ++i)
      budget.earned();
   EXPECT_EQ(retries_left(budget), 1U);
}

}  // namespace
}  // namespace dnslint::resolver
