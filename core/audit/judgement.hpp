// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/plan.hpp"
#include "core/resolver/answer.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::audit {

// What a check's expressions may look at; borrowed.
struct judged_facts {
   std::string_view domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;
   // By planned_check::condition, what has been evaluated so far; null: nothing is kept.
   std::vector<std::optional<rules::value>>* conditions = nullptr;
};

// The answers of one check's lookups, by key.
using lookup_answers = std::map<std::string, resolver::answer_ptr, std::less<>>;

// The questions that the check asks, with their keys; none when applies_when is false already
// without them. A name that is none is answered as unknown when judged.
std::map<std::string, dns::question, std::less<>> questions_of(
   planned_check const& c, judged_facts const& with);

// The finding of a check that an expression settles; `into` is a new one.
finding judge_expression(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers);
void judge_expression(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers, finding& into);

// The finding of a check that a probe settled: applies_when overrules it, and the check's own fix
// stands where the probe gave none.
finding judge_settled(planned_check const& c, judged_facts const& with, finding settled);

}  // namespace dnslint::audit
