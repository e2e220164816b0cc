// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules try PACK --replay FILE`
int rules_try(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
