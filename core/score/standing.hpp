// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/score/score.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace dnslint::score {

// What a failed check of this severity takes from its control, 0 to 1.
double penalty(base::severity s);
// It applies, has a control, and is not unobservable.
bool counts(scored_check const& c);

// How a control stands on a domain, by its own checks or by its best alternative. Values are 0
// to 1. Borrows the checks' texts.
struct standing {
   std::optional<double> value;  // by the known checks
   double low = 1;
   double high = 1;
   std::string_view category;                 // of the first check, by id
   std::vector<std::string_view> lowered_by;  // sorted

   // One check is known, so the control applies. Else it may turn out not to.
   bool certain() const noexcept { return value.has_value(); }
   bool settled() const noexcept { return certain() && low == high; }
};

// By control; only controls with a check that counts: one that applies and is not unobservable.
using standings = std::map<std::string_view, standing>;
standings stand(std::vector<scored_check> const& checks);

// Null when no control of `names` stands anywhere.
std::optional<standing> best(standings const& all, std::vector<std::string_view> const& names);

}  // namespace dnslint::score
