// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/lookup_question.hpp"

namespace dnslint::audit {

struct judged_facts;
struct planned_check;

// The questions that the check can ask now and that are not answered yet: those whose names are
// known by `answers`. Empty when applies_when is false. A name that is no domain name is not asked;
// judgement finds it unknown.
lookup_questions questions_of(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers = {});

// Asks everything for one check by `ask`, which takes questions and returns their answers at once.
template <class Ask>
lookup_answers answers_of(planned_check const& c, judged_facts const& known, Ask const& ask)
{
   lookup_answers answers;
   for (auto next = questions_of(c, known); !next.empty(); next = questions_of(c, known, answers))
      answers.merge(ask(next));
   return answers;
}

}  // namespace dnslint::audit
