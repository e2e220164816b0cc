// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/expression.hpp"
#include "core/cel/syntax.hpp"

#include <string>
#include <vector>

namespace dnslint::cel {

// Where a part of an expression stands that decides what the whole comes to.
enum class branch_kind : std::uint8_t { whole, operand_of_and, operand_of_or, condition };

struct branch {
   branch_kind role = branch_kind::whole;
   node const* part = nullptr;  // of the expression, which outlives it
   std::string text;            // as written, on one line
};

// The whole, each operand of && and ||, and each condition of ? :, in the order of the source.
std::vector<branch> branches_of(expression const& e);

// Nothing but unobservable('...').
bool is_never_observable(expression const& e);

}  // namespace dnslint::cel
