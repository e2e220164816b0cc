// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/expression.hpp"
#include "core/rules/syntax.hpp"

#include <set>
#include <string>

namespace dnslint::rules {

// The names that an expression uses.
struct uses {
   std::set<std::string> facts;
   std::set<std::string> lookups;
   std::set<std::string> variables;
};

// Resolves each name of the tree against `names`, and checks what can be known of types before
// there are values. `slots` becomes the number of values that macros bind. Throws compile_error.
void bind_names(node& root, scope const& names, uses& used, std::uint32_t& slots);

// The value of a tree whose names are bound.
value evaluate(node const& root, bindings const& with, std::uint32_t slots);

}  // namespace dnslint::rules
