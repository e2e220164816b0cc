// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/score/score.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::score {

// A control, and the checks of it that must pass.
struct improvement_step {
   std::string_view control;          // empty: a check that only a cap looks at
   std::vector<scored_check> checks;  // sorted by id; failed or unknown now
};

// The cheapest way to a better grade. Borrows the checks' texts.
struct improvement {
   std::string grade;  // that is then certain
   std::vector<improvement_step> steps;
   scores after;
};

// Towards the next grade above the one that is certain now, which is that of score_low: steps in as
// few controls as can be, among those with as few checks, then with the lightest ones. Exact while
// there are few enough ways to try; else the steps that gain most, one by one. Null when the best
// grade is certain, when nothing is scored, or when no check could pass that does not.
std::optional<improvement> cheapest_improvement(
   std::vector<scored_check> const& checks, weights const& weighting);

}  // namespace dnslint::score
