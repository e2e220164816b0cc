// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/pack.hpp"

namespace dnslint::rules {

// Reads one entry of a rule's `tests:`; null and errors when anything is wrong with it. Facts are
// checked against `available`; those of other plugins are taken as they are.
std::optional<rule_test> read_rule_test(
   base::yaml::document const& doc,
   base::yaml::node const& entry,
   std::string const& rule,
   facts::schema const& available,
   base::diagnostics& errors);

}  // namespace dnslint::rules
