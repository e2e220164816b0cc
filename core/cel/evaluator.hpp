// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/function.hpp"
#include "core/cel/leftovers.hpp"
#include "core/cel/program.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::cel {

// Walks a resolved tree; its height is bounded by the parser.
class evaluator {
public:
   evaluator(bindings const& bound, std::uint32_t slots)
   : bindings_{&bound}
   , slots_(slots)
   , cost_{bound}
   {}

   // An error knows its place.
   value of(node const& n);

private:
   value result_of(node const& n);

   // evaluator_name.cpp
   value fact(node const& n) const;
   value variable(node const& n) const;
   value lookup(node const& n) const;
   value given(node const& n) const;
   value select(node const& n);
   value select_from(node const& n, value const& from);
   value optional_select(node const& n, value const& from);
   value record_field(dns::record const& r, node const& n);
   value presence(node const& n);
   value present_in(node const& member, value const& from);
   value index(node const& n);
   value optional_index(value const& from, value const& at);
   value entry(map_value const& m, value const& key);

   // evaluator_operator.cpp
   value call(node const& n);
   value match(node const& n, value const& subject);
   value negate(node const& n);
   value logical_not(node const& n);
   value arithmetic_of(node const& n);
   value relation(node const& n);
   value ordered(std::string_view op, value const& a, value const& b);
   value contained(value const& a, value const& b);
   value logical(node const& n, bool decisive);
   value conditional(node const& n);
   value list(node const& n);
   value map(node const& n);

   // evaluator_macro.cpp
   class range;
   value comprehension(node const& n);
   void take(node const& n, range const& over, std::size_t i);
   value condition(node const& n);
   value quantified(node const& n, range const& over, bool decisive);
   value exactly_one(node const& n, range const& over);
   value selected(node const& n, range const& over);
   value transformed(node const& n, range const& over);
   value sorted(node const& n, range const& over);
   value add_entries(map_value::entries& made, value const& entry);
   value binding(node const& n);
   value optional_map(node const& n);

   value checked_key(map_value::entries const& made, value const& key);

   bindings const* bindings_;
   std::vector<value> slots_;
   evaluation cost_;
};

value wrong_type(std::string_view where, value const& v);

}  // namespace dnslint::cel
