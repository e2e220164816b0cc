// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/loss_estimate.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

TEST(loss_estimate, takes_two_silent_tries_for_a_dead_name_before_it_has_learnt)
{
   EXPECT_EQ(loss_estimate{}.tries_that_tell(), 2U);
}

TEST(loss_estimate, learns_that_nothing_is_lost)
{
   loss_estimate loss;
   for (auto i = 0; i < 300; ++i)
      loss.answered(1);
   EXPECT_LT(loss.share(), 0.01);
   EXPECT_EQ(loss.tries_that_tell(), 2U);
}

TEST(loss_estimate, calls_a_path_lossy_only_when_it_has_seen_it)
{
   EXPECT_FALSE(loss_estimate{}.is_lossy());
   for (auto const tries : {1U, 2U}) {
      loss_estimate loss;
      for (auto i = 0; i < 200; ++i)
         loss.answered(tries);
      EXPECT_EQ(loss.is_lossy(), tries == 2);
   }
}

TEST(loss_estimate, learns_how_much_is_lost)
{
   loss_estimate loss;
   for (auto i = 0; i < 300; ++i)
      loss.answered(2);
   EXPECT_NEAR(loss.share(), 0.5, 0.02);
   EXPECT_EQ(loss.tries_that_tell(), 10U);
}

TEST(loss_estimate, asks_for_more_tries_the_more_is_lost)
{
   loss_estimate loss;
   for (auto i = 0; i < 3000; ++i)
      loss.answered(i % 10 == 0 ? 2 : 1);
   EXPECT_NEAR(loss.share(), 0.09, 0.02);
   EXPECT_EQ(loss.tries_that_tell(), 3U);
}

}  // namespace
}  // namespace dnslint::resolver
