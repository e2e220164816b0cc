// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/budget.hpp"
#include "core/cel/value.hpp"

namespace dnslint::cel {

// The operators + - * / % by their character, on values that are neither error nor unknown. There
// is no arithmetic between different types of numbers, and an overflow is an error.
value arithmetic(char op, value const& a, value const& b, budget& cost);
value negated(value const& v);

// The types that `a op b` may have; none when no combination of theirs is allowed.
kinds arithmetic_result(char op, kinds a, kinds b);

}  // namespace dnslint::cel
