// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/lookups.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace dnslint::audit {

// A question that a check of the plan wants to have asked.
struct asked_lookup {
   std::size_t check = 0;  // its place in the plan's checks
   lookup_key key;
   lookup_question question;
};

// The lookups of all checks, round by round. The first round has every question whose name is
// known from the start, each later one those whose names follow from answers. Asks nothing itself:
// whoever asks brings the answers. Borrows the checks.
class lookup_rounds {
public:
   explicit lookup_rounds(std::vector<planned_check> const& checks)
   : checks_{&checks}
   {}

   // The next round, of which every question has to be answered before the round after it. Empty
   // when there is nothing more to ask.
   std::vector<asked_lookup> next(judged_facts const& known);
   void answered(asked_lookup const& lookup, resolver::answer_ptr answer);
   // What has been answered for that check.
   lookup_answers const& answers_of(std::size_t check) const;

private:
   bool may_ask(planned_check const& c) const;

   std::vector<planned_check> const* checks_;
   bool is_first_ = true;
   std::map<std::size_t, lookup_answers> answers_;  // of the checks that have lookups
};

}  // namespace dnslint::audit
