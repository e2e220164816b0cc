// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/audit/selection.hpp"
#include "core/base/yaml_document.hpp"
#include "core/lab/lab.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::authoring {

// What a test says of one check.
struct expectation {
   base::outcome result = base::outcome::pass;
   std::optional<std::string> cause;    // its code
   std::optional<std::string> message;  // a part of it; of the reason for not-applicable
   base::location where;
};

// A domain in a lab, and what the audit must say of it. docs/writing-a-check.md has the format.
struct check_test {
   std::string name;
   dns::name domain;
   std::shared_ptr<resolver::lab const> zones;
   std::vector<std::pair<std::string, std::string>> settings;
   std::chrono::sys_seconds now{};
   std::shared_ptr<audit::list_columns const> columns;  // what a list would say; may be null
   std::map<std::string, expectation> checks;
   std::map<std::string, std::string> facts;  // "mx.accepts_mail" -> its JSON
   base::location where;
};

// Reads `tests:` of a plugin's tests/*.yaml, strictly.
base::result<std::vector<check_test>> read_check_tests(base::yaml::document const& doc);

// Runs the audit that `wanted` selects, with the test's settings, over the test's lab. What differs
// from the expectations is told with its place; none when the test passes. Also told: a check whose
// id does not exist.
base::diagnostics run_check_test(
   check_test const& test, audit::selection wanted, audit::public_suffix_list const& suffixes);

}  // namespace dnslint::authoring
