// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"
#include "tools/dnslint/options.hpp"

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules lock`: what a scan with these options would be made of.
int rules_lock(std::vector<std::string> const& arguments);

// What is not as --locked says, before any code of a plugin has run; empty without --locked.
base::diagnostics check_lock(options const& o);
// The same of a plan that was built, of the very bytes that it was made from.
base::diagnostics check_lock(options const& o, audit::plan const& p);

}  // namespace dnslint::command
