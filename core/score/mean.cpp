// SPDX-License-Identifier: Apache-2.0
#include "core/score/mean.hpp"

#include <algorithm>

namespace dnslint::score {

std::optional<double> mean(std::vector<weighted> const& parts)
{
   running_mean all;
   for (auto const& p : parts)
      all.add(p);
   return all.value();
}

// A part lowers a mean exactly when it is below it, so the lowest parts go first, until one is not.
std::optional<double> least_mean(std::vector<weighted> certain, std::vector<weighted> possible)
{
   std::ranges::stable_sort(possible, {}, &weighted::value);
   for (auto const& p : possible) {
      auto const so_far = mean(certain);
      if (so_far && p.value >= *so_far)
         break;
      certain.push_back(p);
   }
   return mean(certain);
}

}  // namespace dnslint::score
