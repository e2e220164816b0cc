// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/authoring/rule_test_run.hpp"

#include <string>
#include <vector>

namespace dnslint::authoring {

// Something that the tests of a rule do not show.
struct untested {
   enum class kind : std::uint8_t { outcome, branch, mutant };

   kind subject = kind::outcome;
   base::location where;
   std::string message;
};

// One test with what became of it.
struct ended_rule_test {
   rules::rule_test const* test = nullptr;
   rule_test_result result;
};

// What became of all tests of one rule.
struct tested_rule {
   rules::check const* rule = nullptr;
   std::vector<ended_rule_test> tests;  // in the order of the file
   std::vector<untested> gaps;
};

struct rule_test_options {
   audit::selection const* plugins = nullptr;  // for tests with `probes: true`
   bool mutate = false;  // also: what could be taken away or negated unnoticed
   unsigned threads = 1;
};

// Runs the tests of a pack. Probes run on this thread, since plugins never meet another; the rules
// on `threads` of them, and the result does not depend on their number.
std::vector<tested_rule> test_rules(rules::pack const& p, rule_test_options const& options);

}  // namespace dnslint::authoring
