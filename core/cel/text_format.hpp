// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/function.hpp"

#include <string_view>

namespace dnslint::cel {

// string.format() of CEL's extension of strings: the pattern with each clause, such as "%.2f",
// replaced by the next element. An error where a clause is none or does not fit its element.
value formatted(std::string_view pattern, list_value const& elements, evaluation& cost);

}  // namespace dnslint::cel
