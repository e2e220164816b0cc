// SPDX-License-Identifier: Apache-2.0
#include "core/score/mean.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace dnslint::score {
namespace {

TEST(mean, is_weighted)
{
   EXPECT_DOUBLE_EQ(0.25, *mean({{3, 0}, {1, 1}}));
   EXPECT_DOUBLE_EQ(1, *mean({{0.5, 1}}));
}

TEST(mean, of_nothing_is_null_and_not_zero)
{
   EXPECT_EQ(std::nullopt, mean({}));
   EXPECT_EQ(std::nullopt, least_mean({}, {}));
}

TEST(least_mean, leaves_out_what_would_raise_it)
{
   EXPECT_DOUBLE_EQ(0.5, *least_mean({{1, 0.5}}, {{1, 0.9}, {9, 0.6}}));
   EXPECT_DOUBLE_EQ(0.5, *least_mean({{1, 1}}, {{1, 0}, {1, 0.8}}));
}

TEST(least_mean, selects_the_least_part_when_nothing_is_certain)
{
   EXPECT_DOUBLE_EQ(0.3, *least_mean({}, {{1, 0.9}, {1, 0.3}, {5, 0.4}}));
}

using parts = std::vector<weighted>;

parts random_parts(std::mt19937& random, unsigned most)
{
   parts all(random() % (most + 1));
   for (auto& p : all)
      p = {0.5 * static_cast<double>(1 + random() % 8), 0.05 * static_cast<double>(random() % 21)};
   return all;
}

double least_by_trying(parts const& certain, parts const& possible)
{
   double least = 2;
   for (unsigned selection = 0; selection != 1U << possible.size(); ++selection) {
      auto selected = certain;
      for (std::size_t i = 0; i != possible.size(); ++i)
         if ((selection >> i & 1U) != 0)
            selected.push_back(possible[i]);
      least = std::min(least, mean(selected).value_or(2));
   }
   return least;
}

TEST(least_mean, is_the_least_of_all_selections)
{
   std::mt19937 random{20240501};
   for (int round = 0; round != 2000; ++round) {
      auto const certain = random_parts(random, 4);
      auto const possible = random_parts(random, 6);
      ASSERT_NEAR(
         least_by_trying(certain, possible), least_mean(certain, possible).value_or(2), 1e-12)
         << "round " << round;
   }
}

}  // namespace
}  // namespace dnslint::score
