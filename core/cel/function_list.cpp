// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/comparison.hpp"
#include "core/cel/function.hpp"
#include "core/cel/leftovers.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <numeric>

namespace dnslint::cel {
namespace {

value list_from(list_value::elements made)
{
   return value{list_value{std::move(made)}};
}

list_value const& list_at(arguments given, std::size_t i)
{
   return given[i].get<list_value>();
}

value slice(arguments given, evaluation& cost)
{
   auto const& list = list_at(given, 0);
   auto const from = given[1].get<std::int64_t>();
   auto const to = given[2].get<std::int64_t>();
   if (from < 0 || to < from || std::cmp_greater(to, list.size()))
      return value::error(fmt::format("there is no part {} to {} of {}", from, to, list.size()));
   if (!cost.spend(4 * static_cast<std::size_t>(to - from)))
      return too_costly();
   list_value::elements made;
   for (auto i = static_cast<std::size_t>(from); std::cmp_less(i, to); ++i)
      made.push_back(list.at(i));
   return list_from(std::move(made));
}

// False when it costs too much.
bool flatten_into(
   list_value::elements& made, list_value const& list, std::int64_t depth, evaluation& cost)
{
   for (std::size_t i = 0; i != list.size(); ++i) {
      if (!cost.spend(4))
         return false;
      auto element = list.at(i);
      if (depth == 0 || !element.is(kind::list))
         made.push_back(std::move(element));
      else if (!flatten_into(made, element.get<list_value>(), depth - 1, cost))
         return false;
   }
   return true;
}

value flatten(arguments given, evaluation& cost)
{
   constexpr std::int64_t deepest = 64;
   auto const depth = given.size() == 2 ? given[1].get<std::int64_t>() : 1;
   if (depth < 0)
      return value::error("flatten() to a negative depth");
   list_value::elements made;
   if (!flatten_into(made, list_at(given, 0), std::min(depth, deepest), cost))
      return too_costly();
   return list_from(std::move(made));
}

value reversed_text(std::string_view text, evaluation& cost)
{
   if (!cost.spend(text.size()))
      return too_costly();
   std::string out(text.size(), '\0');
   for (auto end = out.size(); !text.empty();) {
      auto const character = base::first_characters(text, 1);
      end -= character.size();
      std::ranges::copy(character, out.begin() + static_cast<std::ptrdiff_t>(end));
      text.remove_prefix(character.size());
   }
   return value::string(std::move(out));
}

value reverse(arguments given, evaluation& cost)
{
   if (given[0].is(kind::string))
      return reversed_text(given[0].characters(), cost);
   auto const& list = list_at(given, 0);
   if (!cost.spend(4 * list.size()))
      return too_costly();
   list_value::elements made;
   for (std::size_t i = list.size(); i-- != 0;)
      made.push_back(list.at(i));
   return list_from(std::move(made));
}

value numbers_below(arguments given, evaluation& cost)
{
   auto const count = given[0].get<std::int64_t>();
   if (
      count > 0 &&
      !cost.spend(4 * static_cast<std::size_t>(std::min(count, std::int64_t{1} << 40))))
      return too_costly();
   list_value::elements made;
   for (std::int64_t i = 0; i < count; ++i)
      made.push_back(value{i});
   return list_from(std::move(made));
}

// True, false, or unknown when an unknown element may be it.
value holds(list_value const& list, value const& wanted, evaluation& cost)
{
   leftovers left;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto same = equals(list.at(i), wanted, cost);
      if (same.is_true())
         return same;
      left.add(same);
      if (cost.used_up())
         return too_costly();
   }
   return left.take_or(value{false});
}

value distinct(arguments given, evaluation& cost)
{
   auto const& list = list_at(given, 0);
   list_value::elements made;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto element = list.at(i);
      bool is_new = true;
      for (auto const& other : made) {
         auto same = equals(other, element, cost);
         if (same.is_abnormal())
            return same;
         is_new = is_new && !same.is_true();
      }
      if (!cost.spend(4))
         return too_costly();
      if (is_new)
         made.push_back(std::move(element));
   }
   return list_from(std::move(made));
}

value sort(arguments given, evaluation& cost)
{
   auto const& list = list_at(given, 0);
   if (!cost.spend(4 * list.size()))
      return too_costly();
   std::vector<value> keys;
   for (std::size_t i = 0; i != list.size(); ++i)
      keys.push_back(list.at(i));
   return sorted_by(list, keys, cost);
}

value first(arguments given, evaluation&)
{
   auto const& list = list_at(given, 0);
   return list.size() == 0 ? value::none() : value::some(list.at(0));
}

value last(arguments given, evaluation&)
{
   auto const& list = list_at(given, 0);
   return list.size() == 0 ? value::none() : value::some(list.at(list.size() - 1));
}

// Does the one list hold each element of the other?
value contains_all(list_value const& list, list_value const& elements, evaluation& cost)
{
   leftovers left;
   for (std::size_t i = 0; i != elements.size(); ++i) {
      auto found = holds(list, elements.at(i), cost);
      if (found.is_false())
         return found;
      left.add(found);
   }
   return left.take_or(value{true});
}

value set_contains(arguments given, evaluation& cost)
{
   return contains_all(list_at(given, 0), list_at(given, 1), cost);
}

value set_equivalent(arguments given, evaluation& cost)
{
   auto there = contains_all(list_at(given, 0), list_at(given, 1), cost);
   if (there.is_false())
      return there;
   auto back = contains_all(list_at(given, 1), list_at(given, 0), cost);
   return back.is_true() ? there : back;
}

value set_intersects(arguments given, evaluation& cost)
{
   leftovers left;
   auto const& elements = list_at(given, 1);
   for (std::size_t i = 0; i != elements.size(); ++i) {
      auto found = holds(list_at(given, 0), elements.at(i), cost);
      if (found.is_true())
         return found;
      left.add(found);
   }
   return left.take_or(value{false});
}

constexpr std::array list_table{
   function{
      "slice",
      call_style::receiver,
      3,
      {list_kind, integer_kind, integer_kind},
      list_kind,
      slice,
      "The elements from a position to before another",
      as_first},
   function{
      "flatten",
      call_style::receiver,
      1,
      {list_kind},
      list_kind,
      flatten,
      "The list with the elements of lists in it instead of these",
      first_flattened},
   function{
      "flatten",
      call_style::receiver,
      2,
      {list_kind, integer_kind},
      list_kind,
      flatten,
      "The same, so many levels deep"},
   function{
      "reverse",
      call_style::receiver,
      1,
      {list_kind | one(kind::string)},
      list_kind | one(kind::string),
      reverse,
      "The elements, or the characters, in reverse order",
      as_first},
   function{
      "sort",
      call_style::receiver,
      1,
      {list_kind},
      list_kind,
      sort,
      "The elements in order; they must be of one type that has one",
      as_first},
   function{
      "distinct",
      call_style::receiver,
      1,
      {list_kind},
      list_kind,
      distinct,
      "The elements that differ from all before them",
      as_first},
   function{
      "first",
      call_style::receiver,
      1,
      {list_kind},
      one(kind::optional),
      first,
      "The optional first element",
      optional_element_of_first},
   function{
      "last",
      call_style::receiver,
      1,
      {list_kind},
      one(kind::optional),
      last,
      "The optional last element",
      optional_element_of_first},
   function{
      "lists.range",
      call_style::global,
      1,
      {integer_kind},
      list_kind,
      numbers_below,
      "The list of 0, 1, 2 and so on, so many",
      list_of_ints},
   function{
      "sets.contains",
      call_style::global,
      2,
      {list_kind, list_kind},
      boolean_kind,
      set_contains,
      "Does the first list hold every element of the second?"},
   function{
      "sets.equivalent",
      call_style::global,
      2,
      {list_kind, list_kind},
      boolean_kind,
      set_equivalent,
      "Does each list hold every element of the other?"},
   function{
      "sets.intersects",
      call_style::global,
      2,
      {list_kind, list_kind},
      boolean_kind,
      set_intersects,
      "Do the lists share an element?"}};

}  // namespace

value sorted_by(list_value const& list_kind, std::vector<value> const& keys, evaluation& cost)
{
   constexpr auto sortable = number_kinds | boolean_kind | one(kind::string) | one(kind::bytes) |
                             one(kind::timestamp) | one(kind::duration);
   std::size_t characters = 0;
   leftovers left;
   for (auto const& key : keys) {
      bool const is_fit = has(sortable, key.type()) && key.type() == keys.front().type();
      left.add(
         is_fit || key.is_abnormal()
            ? key
            : value::error(
                 fmt::format("no such overload: {} cannot be sorted here", to_text(key.type()))));
      characters += key.is(kind::string) || key.is(kind::bytes) ? key.characters().size() : 1;
   }
   if (left.any())
      return left.take();
   if (!cost.spend(20 * characters))
      return too_costly();
   std::vector<std::size_t> order_of(keys.size());
   std::iota(order_of.begin(), order_of.end(), std::size_t{0});
   // NaN comes first, so that there is an order at all.
   std::ranges::stable_sort(order_of, [&](std::size_t a, std::size_t b) {
      bool const a_is_nan =
         keys[a].is(kind::number) && keys[a].get<double>() != keys[a].get<double>();
      bool const b_is_nan =
         keys[b].is(kind::number) && keys[b].get<double>() != keys[b].get<double>();
      if (a_is_nan || b_is_nan)
         return a_is_nan && !b_is_nan;
      auto const o = order(keys[a], keys[b]);
      return o && std::is_lt(*o);
   });
   list_value::elements made;
   for (auto const i : order_of)
      made.push_back(list_kind.at(i));
   return list_from(std::move(made));
}

std::span<function const> list_functions() noexcept
{
   return list_table;
}

}  // namespace dnslint::cel
