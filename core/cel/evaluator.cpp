// SPDX-License-Identifier: Apache-2.0
#include "core/cel/evaluator.hpp"

#include "core/cel/watch.hpp"

#include <fmt/format.h>

namespace dnslint::cel {

value wrong_type(std::string_view where, value const& v)
{
   return value::error(fmt::format("no such overload: {} of {}", where, to_text(v.type())));
}

value evaluator::of(node const& n)
{
   auto v = cost_.spend(1) ? result_of(n) : too_costly();
   if (v.is(kind::error))
      v.place_error(n.offset);
   if (bindings_->watched != nullptr)
      bindings_->watched->look(n, v);
   return v;
}

value evaluator::result_of(node const& n)
{
   switch (n.form) {
      case node_kind::constant:
         return n.constant;
      case node_kind::name:
      case node_kind::broken:
         return value::error(n.text);
      case node_kind::domain:
         return value::borrowed_string(bindings_->domain);
      case node_kind::now:
         return value{
            timestamp_at(bindings_->now.time_since_epoch().count()).value_or(timestamp{})};
      case node_kind::fact:
         return fact(n);
      case node_kind::variable:
         return variable(n);
      case node_kind::lookup:
         return lookup(n);
      case node_kind::given:
         return given(n);
      case node_kind::local:
         return slots_[n.slot];
      case node_kind::select:
         return select(n);
      case node_kind::index:
         return index(n);
      case node_kind::call:
         return call(n);
      case node_kind::negate:
         return negate(n);
      case node_kind::logical_not:
         return logical_not(n);
      case node_kind::arithmetic:
         return arithmetic_of(n);
      case node_kind::relation:
         return relation(n);
      case node_kind::logical_and:
         return logical(n, false);
      case node_kind::logical_or:
         return logical(n, true);
      case node_kind::conditional:
         return conditional(n);
      case node_kind::list:
         return list(n);
      case node_kind::map:
         return map(n);
      case node_kind::comprehension:
         return comprehension(n);
      case node_kind::bind:
         return binding(n);
      case node_kind::optional_map:
         return optional_map(n);
      case node_kind::has:
         return presence(n);
   }
   return value{};
}

value evaluate(node const& root, bindings const& bound, std::uint32_t slots)
{
   return evaluator{bound, slots}.of(root);
}

}  // namespace dnslint::cel
