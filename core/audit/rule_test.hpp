// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/base/diagnostic.hpp"
#include "core/rules/pack.hpp"

#include <optional>

namespace dnslint::audit {

// What became of one of the tests that stand beside a rule.
struct rule_test_result {
   std::optional<finding> judged;  // null when the test itself is wrong
   base::diagnostics problems;     // of the test, or how the outcome differs; none: it passes
};

// Judges the test's rule alone, in its small world: the zone is the test's text below its domain,
// only the facts that it gives exist, the variables have their defaults, nothing takes time. Runs
// no plugin.
rule_test_result run_rule_test(rules::pack const& from, rules::rule_test const& test);

}  // namespace dnslint::audit
