// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report_file.hpp"
#include "core/rules/check.hpp"
#include "tools/dnslint/options.hpp"

#include <string>

namespace dnslint::command {

// A pack called `name` with one rule, which judges as `seen` does, and with a test of it: the facts
// and records that the finding of `d` rested on. An error where no expression settles the check, or
// where it needs what no test can state.
base::result<std::string> rule_of_finding(
   std::string const& name, rules::check const& seen, report::reported_domain const& d);

// `dnslint new rule NAME --from REPORT DOMAIN/CHECK`
int new_rule_from_report(options const& o);

}  // namespace dnslint::command
