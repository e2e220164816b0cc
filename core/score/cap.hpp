// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/score/score.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dnslint::score {

enum class cap_state : std::uint8_t { absent, possible, holds };

// The checks of a domain by id. Borrows them.
class checks_by_id {
public:
   explicit checks_by_id(std::vector<scored_check> const& checks);
   // Null when there is no such check.
   scored_check const* find(std::string_view id) const;

private:
   std::vector<scored_check const*> sorted_;
};

// It failed, or is unknown and may have failed. Whether it is scored makes no difference.
bool may_have_failed(scored_check const& c);

cap_state state_of(cap const& one, checks_by_id const& checks);

// The highest score, to one decimal, that has no better grade than this one.
double highest_score(std::string_view grade, std::vector<grade_bound> const& bounds);

// Lowers the three scores of `s` by the caps, and tells which.
void apply_caps(scores& s, std::vector<scored_check> const& checks, weights const& weighting);

}  // namespace dnslint::score
