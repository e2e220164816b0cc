// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/authoring/plugin_check.hpp"

#include <vector>

namespace dnslint::command {

// Tried plugins, case by case, on standard output.
void print_checked_text(std::vector<authoring::checked_plugin> const& all);
void print_checked_junit(std::vector<authoring::checked_plugin> const& all);

}  // namespace dnslint::command
