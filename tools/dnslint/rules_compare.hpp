// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules compare --old PATH --new PATH --replay FILE`
int rules_compare(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
