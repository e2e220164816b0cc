// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/score/score.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::score {

// How a control stands on a domain, by its own checks or by its best alternative. Values are 0
// to 1.
struct standing {
   std::optional<double> value;  // by the known checks
   double low = 1;
   double high = 1;
   std::string category;                 // of the first check, by id
   std::vector<std::string> lowered_by;  // sorted

   // One check is known, so the control applies. Else it may turn out not to.
   bool certain() const noexcept { return value.has_value(); }
   bool settled() const noexcept { return certain() && low == high; }
};

// By control; only controls with a check that counts: one that applies and is not unobservable.
using standings = std::map<std::string, standing, std::less<>>;
standings stand(std::vector<scored_check> const& checks);

// Null when no control of `names` stands anywhere.
std::optional<standing> best(standings const& all, std::vector<std::string> const& names);

}  // namespace dnslint::score
