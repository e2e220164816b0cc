// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

namespace dnslint::command {

// The options' output with colors where it goes to a terminal and nobody has forbidden them.
engine::output_config report_output(options const& o);

}  // namespace dnslint::command
