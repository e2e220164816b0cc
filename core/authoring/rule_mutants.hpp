// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/authoring/rule_coverage.hpp"

namespace dnslint::authoring {

// Takes each part of the rule's expressions, and each lookup, away or turns it round, one at a
// time: those that no test notices.
std::vector<untested> surviving_mutants(
   rules::check const& rule, std::vector<std::optional<prepared_rule_test>> const& tests);

}  // namespace dnslint::authoring
