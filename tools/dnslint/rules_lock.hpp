// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::command {

// `dnslint rules lock`: what a scan with these options would be made of.
int rules_lock(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
