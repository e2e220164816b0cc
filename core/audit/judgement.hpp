// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/lookup_question.hpp"

namespace dnslint::audit {

struct judged_facts;
struct planned_check;

// The finding of a check that an expression settles; `into` is a new one.
finding judge_expression(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers);
void judge_expression(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers, finding& into);

// The finding of a check that a probe settled: applies_when overrules it, and the check's own fix
// stands where the probe gave none.
finding judge_settled(planned_check const& c, judged_facts const& known, finding settled);

}  // namespace dnslint::audit
