// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

namespace boost::program_options {
class options_description;
}

namespace dnslint::command {

// The options of these groups for who writes rules and plugins.
void add_authoring(boost::program_options::options_description& all, option_groups groups);

}  // namespace dnslint::command
