// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/loss_estimate.hpp"

namespace dnslint::resolver {

namespace {

constexpr double weight = 1.0 / 64;  // weight of one try
constexpr double bad_luck = 0.001;
constexpr double lossy = 0.05;
constexpr unsigned enough = 128;
constexpr unsigned most_tries = 10;

}  // namespace

void loss_estimate::answered(unsigned tries) noexcept
{
   for (auto lost = 1U; lost < tries; ++lost)
      share_ += (1 - share_) * weight;
   share_ -= share_ * weight;
   if (seen_ < enough)
      ++seen_;
}

bool loss_estimate::is_lossy() const noexcept
{
   return seen_ >= enough && share_ > lossy;
}

unsigned loss_estimate::tries_that_tell() const noexcept
{
   auto tries = 2U;
   for (auto all_lost = share_ * share_; all_lost > bad_luck && tries < most_tries; ++tries)
      all_lost *= share_;
   return tries;
}

}  // namespace dnslint::resolver
