// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/pack.hpp"

namespace dnslint::rules {

// What a test may set: the facts of the plugins that are loaded, and the variables of the pack.
struct test_names {
   facts::schema const& facts;
   std::map<std::string, facts::type, std::less<>> const& variables;
};

// Reads one entry of a rule's `tests:`; null and errors when anything is wrong with it. Facts of
// plugins that are not loaded are taken as they are.
std::optional<rule_test> read_rule_test(
   base::yaml::document const& doc,
   base::yaml::node const& entry,
   std::string const& rule,
   test_names const& names,
   base::diagnostics& errors);

}  // namespace dnslint::rules
