// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

namespace boost::program_options {
class options_description;
}

namespace dnslint::command {

// The options of these groups with their texts, as --help shows them.
boost::program_options::options_description described(option_groups groups);

}  // namespace dnslint::command
