// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/answers/seen_zone.hpp"
#include "core/resolver/upstream/upstream_trial.hpp"

namespace dnslint::resolver {

// What there is to judge an answer by; each may be null.
struct knowledge {
   answer const* at_hand = nullptr;        // of another attempt at the same question
   upstream_trial const* trial = nullptr;  // of the upstream that has answered
   seen_zone const* seen = nullptr;        // by the audit that asks
   bool is_dropped = false;                // the upstream that has answered
};

// Makes an answer unknown that cannot be believed, and takes a denial without SOA for absence when
// another upstream denies the same.
void judge_belief(answer& got, knowledge const& known);

}  // namespace dnslint::resolver
