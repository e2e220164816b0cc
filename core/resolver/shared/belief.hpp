// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/answers/seen_zone.hpp"
#include "core/resolver/upstream/upstream_trial.hpp"

namespace dnslint::resolver {

// What an answer can be judged by. Each pointer may be null.
struct knowledge {
   answer const* at_hand = nullptr;        // the answer of another attempt at the same question
   upstream_trial const* trial = nullptr;  // the trial of the upstream that answered
   seen_zone const* seen = nullptr;        // what the asking audit has seen
   bool is_dropped = false;                // whether the upstream that answered was dropped
};

// Makes an answer unknown if it cannot be believed. Makes a denial without an SOA record an absence
// if another upstream denies the same.
void judge_belief(answer& got, knowledge const& known);

}  // namespace dnslint::resolver
