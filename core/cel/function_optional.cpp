// SPDX-License-Identifier: Apache-2.0
#include "core/cel/function.hpp"
#include "core/cel/leftovers.hpp"

#include <array>

namespace dnslint::cel {
namespace {

bool is_zero(value const& v)
{
   switch (v.type()) {
      case kind::null:
         return true;
      case kind::boolean:
         return v.is_false();
      case kind::integer:
         return v.get<std::int64_t>() == 0;
      case kind::unsigned_integer:
         return v.get<std::uint64_t>() == 0;
      case kind::number:
         return v.get<double>() == 0;
      case kind::string:
      case kind::bytes:
         return v.characters().empty();
      case kind::list:
         return v.get<list_value>().size() == 0;
      case kind::map:
         return v.get<map_value>().size() == 0;
      case kind::duration:
         return v.get<duration>() == duration{};
      case kind::timestamp:
         return v.get<timestamp>() == timestamp{};
      default:
         return false;
   }
}

optional_value const& optional_given(arguments given)
{
   return given[0].get<optional_value>();
}

value some(arguments given, evaluation&)
{
   return value::some(given[0]);
}

value some_unless_zero(arguments given, evaluation&)
{
   return is_zero(given[0]) ? value::none() : value::some(given[0]);
}

value none(arguments, evaluation&)
{
   return value::none();
}

value has_value(arguments given, evaluation&)
{
   return value{optional_given(given).has_value()};
}

value held(arguments given, evaluation&)
{
   return optional_given(given).has_value() ? optional_given(given).get()
                                            : value::error("optional.none() has no value");
}

// The second argument counts only where the first has no value.
value other(arguments given, bool keeps_optional)
{
   auto const& v = given[0];
   if (v.is_abnormal())
      return v;
   if (!v.is(kind::optional))
      return value::error("no such overload: or() and orValue() are for optionals");
   if (!optional_given(given).has_value())
      return given[1];
   return keeps_optional ? v : optional_given(given).get();
}

value or_optional(arguments given, evaluation&)
{
   auto v = other(given, true);
   if (v.is_abnormal() || v.is(kind::optional))
      return v;
   return value::error("no such overload: or() needs an optional");
}

value or_value(arguments given, evaluation&)
{
   return other(given, false);
}

value unwrap(arguments given, evaluation& cost)
{
   auto const& list = given[0].get<list_value>();
   list_value::elements made;
   leftovers left;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto const element = list.at(i);
      if (!cost.spend(4))
         return too_costly();
      if (!element.is(kind::optional))
         left.add(
            element.is_abnormal() ? element
                                  : value::error("no such overload: an element is no optional"));
      else if (element.get<optional_value>().has_value())
         made.push_back(element.get<optional_value>().get());
   }
   return left.take_or(value{list_value{std::move(made)}});
}

constexpr std::array optional_table{
   function{
      "optional.of",
      call_style::global,
      1,
      {any_kind},
      optional_kind,
      some,
      "The optional that has the value",
      optional_first},
   function{
      "optional.ofNonZeroValue",
      call_style::global,
      1,
      {any_kind},
      optional_kind,
      some_unless_zero,
      "The same; none for null, false, 0 and what is empty",
      optional_first},
   function{
      "optional.none",
      call_style::global,
      0,
      {},
      optional_kind,
      none,
      "The optional without a value"},
   function{
      "optional.unwrap",
      call_style::global,
      1,
      {list_kind},
      list_kind,
      unwrap,
      "The values of the optionals in a list that have one",
      list_of_held,
      optional_kind},
   function{
      "unwrapOpt",
      call_style::receiver,
      1,
      {list_kind},
      list_kind,
      unwrap,
      "The same as optional.unwrap()",
      list_of_held,
      optional_kind},
   function{
      "hasValue",
      call_style::receiver,
      1,
      {optional_kind},
      one(kind::boolean),
      has_value,
      "Has the optional a value?"},
   function{
      "value",
      call_style::receiver,
      1,
      {optional_kind},
      any_kind,
      held,
      "The optional's value; without one an error",
      held_by_first},
   function{
      "or",
      call_style::receiver,
      2,
      {optional_kind, optional_kind},
      optional_kind,
      or_optional,
      "The optional when it has a value, else the other one",
      either_of_both,
      any_kind,
      false},
   function{
      "orValue",
      call_style::receiver,
      2,
      {optional_kind, any_kind},
      any_kind,
      or_value,
      "The optional's value, or else the other value",
      held_by_first_or_second,
      any_kind,
      false}};

}  // namespace

std::span<function const> optional_functions() noexcept
{
   return optional_table;
}

}  // namespace dnslint::cel
