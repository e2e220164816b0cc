// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules lint`: gives an exit_status.
int rules_lint(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
