// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/bindings.hpp"
#include "core/cel/compile_error.hpp"
#include "core/cel/expression.hpp"
#include "core/cel/scope.hpp"
#include "core/cel/syntax.hpp"

#include <set>
#include <string>
#include <vector>

namespace dnslint::cel {

// The names that an expression uses.
struct uses {
   std::set<std::string> facts;
   std::set<std::string> lookups;
   std::set<std::string> variables;
   std::set<std::string> given;
};

// Resolves each name of the tree against `names`, and checks what can be known of types before
// there are values. `slots` becomes the number of values that macros bind. Gives what is wrong, by
// place.
std::vector<compile_error> bind_names(
   node& root, scope const& names, uses& used, std::uint32_t& slots);

// The tree of a compiled expression, for who looks at its parts.
struct expression_tree {
   static node const& root_of(expression const& e) noexcept;
};

// The value of a tree whose names are bound.
value evaluate(node const& root, bindings const& bound, std::uint32_t slots);

}  // namespace dnslint::cel
