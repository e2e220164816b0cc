// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules test PATH... [--strict] [--mutate]`
int rules_test(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
