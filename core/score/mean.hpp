// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

namespace dnslint::score {

struct weighted {
   double weight = 0;  // over 0
   double value = 0;
};

// A weighted mean of parts that come one by one; null of nothing.
class running_mean {
public:
   void add(weighted const& part)
   {
      sum_.weight += part.weight;
      sum_.value += part.weight * part.value;
   }
   std::optional<double> value() const
   {
      return sum_.weight > 0 ? std::optional{sum_.value / sum_.weight} : std::nullopt;
   }

private:
   weighted sum_;
};

// Null of nothing.
std::optional<double> mean(std::vector<weighted> const& parts);

// The least mean that `certain` and any selection of `possible` can have. At least one part is
// selected when nothing is certain, so it is null only when there is nothing at all.
std::optional<double> least_mean(std::vector<weighted> certain, std::vector<weighted> possible);

}  // namespace dnslint::score
