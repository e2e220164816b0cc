// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/syntax.hpp"

#include <string_view>

namespace dnslint::cel {

// Of an expression's source, in bytes.
constexpr std::size_t longest_source = std::size_t{16} << 10U;
// Of its tree, and of brackets in brackets; so that no recursion over it runs out of stack.
constexpr std::uint16_t deepest_tree = 64;

// Words that the language keeps: no name can be one.
bool is_reserved_word(std::string_view word);

// The tree of one expression, names not yet bound. Throws compile_error.
node_pointer parse(std::string_view source);

}  // namespace dnslint::cel
