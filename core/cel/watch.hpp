// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/syntax.hpp"

#include <cstdint>
#include <map>

namespace dnslint::cel {

// What a part of an expression came to, as bits.
struct came_to {
   static constexpr unsigned yes = 1;
   static constexpr unsigned no = 2;
};

enum class change : std::uint8_t { none, make_true, make_false, negate };

// Looks at the parts of expressions that decide, and may change what one of them comes to: for
// tests of rules. Not for several evaluations at a time.
struct watch {
   std::map<node const*, unsigned> seen;  // of the parts that are in it already
   node const* changed = nullptr;
   change applied = change::none;

   void look(node const& n, value& v);
};

}  // namespace dnslint::cel
