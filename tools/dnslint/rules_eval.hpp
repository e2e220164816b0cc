// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules eval`: gives an exit_status.
int rules_eval(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
