// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::rules {

// The words that a key of a pack takes, in their order.
std::vector<std::string> severity_names();
std::vector<std::string> outcome_names();
std::vector<std::string> type_names();  // of variables and facts

}  // namespace dnslint::rules
