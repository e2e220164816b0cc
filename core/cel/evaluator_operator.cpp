// SPDX-License-Identifier: Apache-2.0
#include "core/cel/arithmetic.hpp"
#include "core/cel/comparison.hpp"
#include "core/cel/evaluator.hpp"
#include "core/cel/pattern.hpp"

#include <array>
#include <compare>
#include <fmt/format.h>
#include <span>

namespace dnslint::cel {

value evaluator::call(node const& n)
{
   auto const& f = *n.target;
   std::array<value, std::tuple_size_v<decltype(function::parameters)>> held;
   auto const given = std::span{held}.first(n.children.size());
   leftovers left;
   for (std::size_t i = 0; i != given.size(); ++i) {
      given[i] = of(*n.children[i]);
      left.add(given[i]);
   }
   if (!f.strict)
      return f.run(given, cost_);
   if (left.any())
      return left.take();
   for (std::size_t i = 0; i != given.size(); ++i)
      if (!has(f.parameters.at(i), given[i].type()))
         return wrong_type(fmt::format("{}()", f.name), given[i]);
   if (n.compiled)
      return match(n, given[0]);
   auto result = f.run(given, cost_);
   return cost_.used_up() ? too_costly() : result;
}

value evaluator::match(node const& n, value const& subject)
{
   if (!cost_.spend(n.compiled->cost_of(subject.characters())))
      return too_costly();
   return value{n.compiled->matches(subject.characters())};
}

value evaluator::negate(node const& n)
{
   auto const v = of(*n.children[0]);
   return v.is_abnormal() ? v : negated(v);
}

value evaluator::logical_not(node const& n)
{
   auto v = of(*n.children[0]);
   if (v.is_abnormal())
      return v;
   return v.is(kind::boolean) ? value{!v.get<bool>()} : wrong_type("'!'", v);
}

value evaluator::arithmetic_of(node const& n)
{
   auto const a = of(*n.children[0]);
   auto const b = of(*n.children[1]);
   return a.is_abnormal() || b.is_abnormal() ? leftover_of(a, b)
                                             : arithmetic(n.text[0], a, b, cost_);
}

value evaluator::relation(node const& n)
{
   auto const a = of(*n.children[0]);
   auto const b = of(*n.children[1]);
   if (a.is_abnormal() || b.is_abnormal())
      return leftover_of(a, b);
   switch (n.text[0]) {
      case 'i':
         return contained(a, b);
      case '=':
         return equals(a, b, cost_);
      case '!': {
         auto const same = equals(a, b, cost_);
         return same.is(kind::boolean) ? value{!same.get<bool>()} : same;
      }
      default:
         return ordered(n.text, a, b);
   }
}

value evaluator::ordered(std::string_view op, value const& a, value const& b)
{
   if (a.is(kind::string) || a.is(kind::bytes))
      cost_.spend(a.characters().size());
   auto const o = order(a, b);
   if (!o)
      return value::error(
         fmt::format("no such overload: {} {} {}", to_text(a.type()), op, to_text(b.type())));
   if (op == "<")
      return value{std::is_lt(*o)};
   if (op == "<=")
      return value{std::is_lteq(*o)};
   return value{op == ">" ? std::is_gt(*o) : std::is_gteq(*o)};
}

value evaluator::contained(value const& a, value const& b)
{
   if (b.is(kind::map)) {
      if (!cost_.spend(b.get<map_value>().size()))
         return too_costly();
      return value{b.get<map_value>().find(a).has_value()};
   }
   if (!b.is(kind::list))
      return wrong_type("'in'", b);
   auto const& list = b.get<list_value>();
   leftovers left;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto same = equals(a, list.at(i), cost_);
      if (same.is_true())
         return same;
      left.add(same);
      if (cost_.used_up())
         return too_costly();
   }
   return left.take_or(value{false});
}

// `decisive` alone settles && (false) and || (true), whatever the other sides are.
value evaluator::logical(node const& n, bool decisive)
{
   leftovers left;
   for (auto const& child : n.children) {
      auto v = of(*child);
      if (v.is(kind::boolean)) {
         if (v.get<bool>() == decisive)
            return v;
         continue;
      }
      left.add(v.is_abnormal() ? v : wrong_type(decisive ? "'||'" : "'&&'", v));
   }
   return left.take_or(value{!decisive});
}

value evaluator::conditional(node const& n)
{
   auto condition = of(*n.children[0]);
   if (condition.is_abnormal())
      return condition;
   if (!condition.is(kind::boolean))
      return wrong_type("'?'", condition);
   return of(*n.children[condition.get<bool>() ? 1 : 2]);
}

value evaluator::list(node const& n)
{
   list_value::elements made;
   made.reserve(n.children.size());
   leftovers left;
   for (auto const& child : n.children) {
      auto v = of(*child);
      left.add(v);
      if (child->optional_entry && !v.is_abnormal()) {
         if (!v.is(kind::optional))
            left.add(wrong_type("'?'", v));
         else if (v.get<optional_value>().has_value())
            made.push_back(v.get<optional_value>().get());
         continue;
      }
      made.push_back(std::move(v));
   }
   return left.take_or(value{list_value{std::move(made)}});
}

value evaluator::map(node const& n)
{
   map_value::entries made;
   leftovers left;
   for (std::size_t i = 0; i + 1 < n.children.size(); i += 2) {
      auto key = of(*n.children[i]);
      auto held = of(*n.children[i + 1]);
      left.add(key);
      left.add(held);
      if (n.children[i]->optional_entry && !held.is_abnormal()) {
         if (!held.is(kind::optional)) {
            left.add(wrong_type("'?'", held));
            continue;
         }
         if (!held.get<optional_value>().has_value())
            continue;
         auto inner = held.get<optional_value>().get();
         held = std::move(inner);
      }
      if (!key.is_abnormal())
         left.add(checked_key(made, key));
      made.emplace_back(std::move(key), std::move(held));
   }
   return left.take_or(value{map_value{std::move(made)}});
}

value evaluator::checked_key(map_value::entries const& made, value const& key)
{
   constexpr auto allowed =
      one(kind::boolean) | one(kind::integer) | one(kind::unsigned_integer) | one(kind::string);
   if (!has(allowed, key.type()))
      return wrong_type("a key", key);
   cost_.spend(made.size());
   for (auto const& entry : made)
      if (same_key(entry.first, key))
         return value::error(fmt::format("duplicate key {}", to_text(key, 60)));
   return {};
}

}  // namespace dnslint::cel
