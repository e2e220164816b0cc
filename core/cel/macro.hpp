// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/syntax.hpp"

#include <string_view>
#include <vector>

namespace dnslint::cel {

// What the call means when it is one of a macro (CEL language definition, "Macros", and the
// extensions for two variables, bindings, optional types and math); else the call itself. Throws
// compile_error.
node_pointer expand_macro(node_pointer call);

// "all", "exists", "cel.bind": for suggestions.
std::vector<std::string_view> macro_names();

}  // namespace dnslint::cel
