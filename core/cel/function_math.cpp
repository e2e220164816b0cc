// SPDX-License-Identifier: Apache-2.0
#include "core/cel/comparison.hpp"
#include "core/cel/function.hpp"
#include "core/cel/leftovers.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace dnslint::cel {
namespace {

// The element that no other is on the wanted side of.
value extreme(arguments given, evaluation& cost, bool greatest)
{
   if (!given[0].is(kind::list))
      return given[0];
   auto const& list = given[0].get<list_value>();
   if (list.size() == 0)
      return value::error("the list is empty");
   if (!cost.spend(list.size()))
      return too_costly();
   auto best = list.at(0);
   leftovers left;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto const v = list.at(i);
      bool const is_fit = v.is_abnormal() || has(number_kinds, v.type());
      left.add(
         is_fit
            ? v
            : value::error(fmt::format("no such overload: {} is no number", to_text(v.type()))));
      auto const o = order(v, best);
      if (o && (greatest ? std::is_gt(*o) : std::is_lt(*o)))
         best = v;
   }
   return left.take_or(std::move(best));
}

value greatest(arguments given, evaluation& cost)
{
   return extreme(given, cost, true);
}

value least(arguments given, evaluation& cost)
{
   return extreme(given, cost, false);
}

template <double (*round)(double)>
value rounded(arguments given, evaluation&)
{
   return value{round(given[0].get<double>())};
}

double up(double d)
{
   return std::ceil(d);
}
double down(double d)
{
   return std::floor(d);
}
double nearest(double d)
{
   return std::round(d);
}
double toward_zero(double d)
{
   return std::trunc(d);
}

value absolute(arguments given, evaluation&)
{
   auto const& v = given[0];
   if (v.is(kind::number))
      return value{std::abs(v.get<double>())};
   if (v.is(kind::unsigned_integer))
      return v;
   auto const i = v.get<std::int64_t>();
   if (i == std::numeric_limits<std::int64_t>::min())
      return value::error("integer overflow");
   return value{i < 0 ? -i : i};
}

value sign(arguments given, evaluation&)
{
   auto const& v = given[0];
   if (v.is(kind::unsigned_integer))
      return value{std::uint64_t{v.get<std::uint64_t>() != 0 ? 1U : 0U}};
   if (v.is(kind::integer))
      return value{
         std::int64_t{v.get<std::int64_t>() > 0} - std::int64_t{v.get<std::int64_t>() < 0}};
   auto const d = v.get<double>();
   if (std::isnan(d))
      return v;
   return value{d > 0 ? 1.0 : d < 0 ? -1.0 : 0.0};
}

value is_nan(arguments given, evaluation&)
{
   return value{bool{std::isnan(given[0].get<double>())}};
}

value is_infinite(arguments given, evaluation&)
{
   return value{bool{std::isinf(given[0].get<double>())}};
}

value is_finite(arguments given, evaluation&)
{
   return value{bool{std::isfinite(given[0].get<double>())}};
}

value square_root(arguments given, evaluation&)
{
   auto const& v = given[0];
   if (v.is(kind::integer))
      return value{std::sqrt(static_cast<double>(v.get<std::int64_t>()))};
   if (v.is(kind::unsigned_integer))
      return value{std::sqrt(static_cast<double>(v.get<std::uint64_t>()))};
   return value{std::sqrt(v.get<double>())};
}

std::uint64_t bits_of(value const& v)
{
   return v.is(kind::integer) ? static_cast<std::uint64_t>(v.get<std::int64_t>())
                              : v.get<std::uint64_t>();
}

value with_bits(std::uint64_t bits, kind type)
{
   return type == kind::integer ? value{static_cast<std::int64_t>(bits)} : value{bits};
}

template <char Op>
value combined(arguments given, evaluation&)
{
   if (given[0].type() != given[1].type())
      return value::error("no such overload: bits of an int and a uint");
   auto const a = bits_of(given[0]);
   auto const b = bits_of(given[1]);
   return with_bits(Op == '|' ? a | b : Op == '&' ? a & b : a ^ b, given[0].type());
}

value complement(arguments given, evaluation&)
{
   return with_bits(~bits_of(given[0]), given[0].type());
}

// Vacant bits are 0, also those on the left of a negative number.
template <bool Left>
value shifted(arguments given, evaluation&)
{
   auto const count = given[1].get<std::int64_t>();
   if (count < 0)
      return value::error(fmt::format("a shift by {}", count));
   auto const bits = bits_of(given[0]);
   auto const moved = count > 63 ? 0 : Left ? bits << count : bits >> count;
   return with_bits(moved, given[0].type());
}

constexpr auto whole_kinds = integer_kind | one(kind::unsigned_integer);
constexpr auto numbers = number_kinds | one(kind::list);

constexpr std::array math_table{
   function{
      "math.greatest",
      call_style::global,
      1,
      {numbers},
      number_kinds,
      greatest,
      "The greatest of the arguments, or of a list of numbers"},
   function{
      "math.least",
      call_style::global,
      1,
      {numbers},
      number_kinds,
      least,
      "The least of the arguments, or of a list of numbers"},
   function{
      "math.ceil", call_style::global, 1, {double_kind}, double_kind, rounded<up>, "Rounded up"},
   function{
      "math.floor",
      call_style::global,
      1,
      {double_kind},
      double_kind,
      rounded<down>,
      "Rounded down"},
   function{
      "math.round",
      call_style::global,
      1,
      {double_kind},
      double_kind,
      rounded<nearest>,
      "Rounded, halves away from zero"},
   function{
      "math.trunc",
      call_style::global,
      1,
      {double_kind},
      double_kind,
      rounded<toward_zero>,
      "Without its fraction"},
   function{
      "math.abs",
      call_style::global,
      1,
      {number_kinds},
      number_kinds,
      absolute,
      "Without its sign",
      as_first},
   function{
      "math.sign",
      call_style::global,
      1,
      {number_kinds},
      number_kinds,
      sign,
      "-1, 0 or 1",
      as_first},
   function{
      "math.isNaN", call_style::global, 1, {double_kind}, boolean_kind, is_nan, "Is it no number?"},
   function{
      "math.isInf",
      call_style::global,
      1,
      {double_kind},
      boolean_kind,
      is_infinite,
      "Is it infinite?"},
   function{
      "math.isFinite",
      call_style::global,
      1,
      {double_kind},
      boolean_kind,
      is_finite,
      "Is it a finite number?"},
   function{
      "math.sqrt",
      call_style::global,
      1,
      {number_kinds},
      double_kind,
      square_root,
      "The square root; NaN of what is negative"},
   function{
      "math.bitOr",
      call_style::global,
      2,
      {whole_kinds, whole_kinds},
      whole_kinds,
      combined<'|'>,
      "The bits of either",
      as_first},
   function{
      "math.bitAnd",
      call_style::global,
      2,
      {whole_kinds, whole_kinds},
      whole_kinds,
      combined<'&'>,
      "The bits of both",
      as_first},
   function{
      "math.bitXor",
      call_style::global,
      2,
      {whole_kinds, whole_kinds},
      whole_kinds,
      combined<'^'>,
      "The bits of one of them",
      as_first},
   function{
      "math.bitNot",
      call_style::global,
      1,
      {whole_kinds},
      whole_kinds,
      complement,
      "The other bits",
      as_first},
   function{
      "math.bitShiftLeft",
      call_style::global,
      2,
      {whole_kinds, integer_kind},
      whole_kinds,
      shifted<true>,
      "The bits moved to the left",
      as_first},
   function{
      "math.bitShiftRight",
      call_style::global,
      2,
      {whole_kinds, integer_kind},
      whole_kinds,
      shifted<false>,
      "The bits moved to the right, with 0 for the sign",
      as_first}};

}  // namespace

std::span<function const> math_functions() noexcept
{
   return math_table;
}

}  // namespace dnslint::cel
