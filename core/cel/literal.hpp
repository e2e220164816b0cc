// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/lexer.hpp"
#include "core/cel/value.hpp"

namespace dnslint::cel {

// The value of a literal token (CEL language definition, "Numeric Values", "String and Bytes
// Values"). `negative`: a minus sign stands before a number. Throws compile_error.
value literal_value(token const& t, bool negative = false);

}  // namespace dnslint::cel
