// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules schema pack|lab`
int rules_schema(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
