// SPDX-License-Identifier: Apache-2.0
#include "core/cel/evaluator.hpp"

#include <fmt/format.h>
#include <variant>

namespace dnslint::cel {

// What a macro goes over: elements with their indices, or a map's values with their keys.
class evaluator::range {
public:
   explicit range(list_value list)
   : over_{std::move(list)}
   {}
   explicit range(map_value const& map)
   : over_{map.all()}
   {}

   std::size_t size() const
   {
      return is_list() ? std::get<0>(over_).size() : std::get<1>(over_).size();
   }
   value key(std::size_t i) const
   {
      return is_list() ? value{static_cast<std::int64_t>(i)} : std::get<1>(over_)[i].first;
   }
   value held(std::size_t i) const
   {
      return is_list() ? std::get<0>(over_).at(i) : std::get<1>(over_)[i].second;
   }
   // What the form with one variable sees.
   value only(std::size_t i) const { return is_list() ? held(i) : key(i); }

private:
   bool is_list() const { return over_.index() == 0; }

   std::variant<list_value, map_value::entries> over_;
};

value evaluator::comprehension(node const& n)
{
   auto from = of(*n.children[0]);
   if (from.is_abnormal())
      return from;
   if (!from.is(kind::map) && !from.is(kind::list))
      return wrong_type(fmt::format("{}()", n.text), from);
   // A map's entries are copied.
   if (from.is(kind::map) && !cost_.spend(4 * from.get<map_value>().size()))
      return too_costly();
   auto const over =
      from.is(kind::map) ? range{from.get<map_value>()} : range{from.get<list_value>()};
   switch (n.macro) {
      case macro_kind::all:
         return quantified(n, over, false);
      case macro_kind::exists:
         return quantified(n, over, true);
      case macro_kind::exists_one:
         return exactly_one(n, over);
      case macro_kind::transform_map:
      case macro_kind::transform_map_entry:
         return transformed(n, over);
      case macro_kind::sort_by:
         return sorted(n, over);
      default:
         return selected(n, over);
   }
}

void evaluator::take(node const& n, range const& over, std::size_t i)
{
   if (!n.second) {
      slots_[n.slot] = over.only(i);
      return;
   }
   slots_[n.slot] = over.key(i);
   slots_[n.slot + 1] = over.held(i);
}

// A bool, an error or unknown.
value evaluator::condition(node const& n)
{
   auto v = of(*n.children[1]);
   return v.is_abnormal() || v.is(kind::boolean) ? v : wrong_type(fmt::format("{}()", n.text), v);
}

value evaluator::quantified(node const& n, range const& over, bool decisive)
{
   leftovers left;
   for (std::size_t i = 0; i != over.size(); ++i) {
      take(n, over, i);
      auto v = condition(n);
      if (v.is(kind::boolean) && v.get<bool>() == decisive)
         return v;
      left.add(v);
      if (cost_.used_up())
         return too_costly();
   }
   return left.take_or(value{!decisive});
}

value evaluator::exactly_one(node const& n, range const& over)
{
   leftovers left;
   std::size_t count = 0;
   for (std::size_t i = 0; i != over.size(); ++i) {
      take(n, over, i);
      auto const v = condition(n);
      count += v.is_true() ? 1 : 0;
      left.add(v);
      if (cost_.used_up())
         return too_costly();
   }
   return left.take_or(value{count == 1});
}

// filter(x, p), map(x, t), map(x, p, t), transformList(i, x, t), transformList(i, x, p, t).
value evaluator::selected(node const& n, range const& over)
{
   bool const is_filter = n.macro == macro_kind::filter;
   bool const has_condition = is_filter || n.children.size() == 3;
   list_value::elements made;
   leftovers left;
   for (std::size_t i = 0; i != over.size(); ++i) {
      take(n, over, i);
      if (!cost_.spend(4))
         return too_costly();
      if (has_condition) {
         auto const wanted = condition(n);
         left.add(wanted);
         if (!wanted.is_true())
            continue;
      }
      auto element = is_filter ? over.only(i) : of(*n.children.back());
      if (!is_filter)
         left.add(element);
      made.push_back(std::move(element));
   }
   return left.take_or(value{list_value{std::move(made)}});
}

// transformMap() and transformMapEntry(), each with a condition or without.
value evaluator::transformed(node const& n, range const& over)
{
   map_value::entries made;
   leftovers left;
   for (std::size_t i = 0; i != over.size(); ++i) {
      take(n, over, i);
      if (!cost_.spend(4))
         return too_costly();
      if (n.children.size() == 3) {
         auto const wanted = condition(n);
         left.add(wanted);
         if (!wanted.is_true())
            continue;
      }
      auto v = of(*n.children.back());
      left.add(v);
      if (v.is_abnormal())
         continue;
      if (n.macro == macro_kind::transform_map)
         made.emplace_back(over.key(i), std::move(v));
      else
         left.add(add_entries(made, v));
   }
   return left.take_or(value{map_value{std::move(made)}});
}

// What is wrong with an entry, or nothing abnormal.
value evaluator::add_entries(map_value::entries& made, value const& entry)
{
   if (!entry.is(kind::map))
      return wrong_type("transformMapEntry()", entry);
   leftovers left;
   if (!cost_.spend(4 * entry.get<map_value>().size()))
      return too_costly();
   for (auto& [key, held] : entry.get<map_value>().all()) {
      left.add(checked_key(made, key));
      made.emplace_back(key, held);
   }
   return left.take_or(value{});
}

value evaluator::sorted(node const& n, range const& over)
{
   list_value::elements elements;
   std::vector<value> keys;
   leftovers left;
   for (std::size_t i = 0; i != over.size(); ++i) {
      take(n, over, i);
      if (!cost_.spend(4))
         return too_costly();
      elements.push_back(over.only(i));
      keys.push_back(of(*n.children[1]));
      left.add(keys.back());
   }
   if (left.any())
      return left.take();
   return sorted_by(list_value{std::move(elements)}, keys, cost_);
}

// What is abnormal counts only where it is used.
value evaluator::binding(node const& n)
{
   slots_[n.slot] = of(*n.children[0]);
   return of(*n.children[1]);
}

value evaluator::optional_map(node const& n)
{
   auto from = of(*n.children[0]);
   if (from.is_abnormal())
      return from;
   if (!from.is(kind::optional))
      return wrong_type(fmt::format("{}()", n.text), from);
   if (!from.get<optional_value>().has_value())
      return from;
   slots_[n.slot] = from.get<optional_value>().get();
   auto made = of(*n.children[1]);
   if (made.is_abnormal())
      return made;
   if (n.macro == macro_kind::optional_map)
      return value::some(std::move(made));
   return made.is(kind::optional) ? made : wrong_type("optFlatMap()", made);
}

}  // namespace dnslint::cel
