// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/base/escape.hpp"
#include "core/cel/function.hpp"
#include "core/cel/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace dnslint::cel {
namespace {

value no_conversion(value const& v, std::string_view to)
{
   return value::error(fmt::format("{} cannot be converted to {}", to_text(v, 60), to));
}

template <class T>
std::optional<T> parsed(std::string_view text)
{
   T number{};
   bool const has_plus = std::is_signed_v<T> && text.starts_with('+');
   if (has_plus && !text.substr(1).starts_with('-'))
      text.remove_prefix(1);
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
   if (failed != std::errc{} || end != text.data() + text.size())
      return std::nullopt;
   return number;
}

// Rounds toward zero. CEL's definition ("Overflow") excludes both bounds of int, since the doubles
// next to them may have been rounded to them; of uint -0.5 becomes 0, which is no bound's rounding.
template <class T>
std::optional<T> whole_part(double d)
{
   auto const low = std::is_signed_v<T> ? -std::ldexp(1.0, std::numeric_limits<T>::digits) : -1.0;
   auto const high = std::ldexp(1.0, std::numeric_limits<T>::digits);
   auto const whole = std::trunc(d);
   if (std::isnan(d) || whole <= low || whole >= high)
      return std::nullopt;
   return static_cast<T>(whole);
}

template <class T>
std::optional<T> whole_number(value const& v)
{
   switch (v.type()) {
      case kind::integer: {
         auto const i = v.get<std::int64_t>();
         return std::in_range<T>(i) ? std::optional{static_cast<T>(i)} : std::nullopt;
      }
      case kind::unsigned_integer: {
         auto const u = v.get<std::uint64_t>();
         return std::in_range<T>(u) ? std::optional{static_cast<T>(u)} : std::nullopt;
      }
      case kind::number:
         return whole_part<T>(v.get<double>());
      default:
         return parsed<T>(v.characters());
   }
}

std::optional<double> number(value const& v)
{
   switch (v.type()) {
      case kind::integer:
         return static_cast<double>(v.get<std::int64_t>());
      case kind::unsigned_integer:
         return static_cast<double>(v.get<std::uint64_t>());
      case kind::number:
         return v.get<double>();
      default:
         return double_from_text(v.characters());
   }
}

value to_integer(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   if (v.is(kind::timestamp))
      return value{v.get<timestamp>().seconds};
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const whole = whole_number<std::int64_t>(v);
   return whole ? value{*whole} : no_conversion(v, "int");
}

value to_unsigned(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const whole = whole_number<std::uint64_t>(v);
   return whole ? value{*whole} : no_conversion(v, "uint");
}

value to_double(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const d = number(v);
   return d ? value{*d} : no_conversion(v, "double");
}

value to_string(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   switch (v.type()) {
      case kind::string:
         return v;
      case kind::timestamp:
         return value::string(to_text(v.get<timestamp>()));
      case kind::duration:
         return value::string(to_text(v.get<duration>()));
      case kind::bytes:
         if (!cost.spend(2 * v.characters().size()))
            return value::error("the expression costs too much");
         if (!base::is_utf8(v.characters()))
            return value::error("the bytes are not UTF-8");
         return value::string(std::string{v.characters()});
      default:
         return value::string(to_text(v));
   }
}

value to_bytes(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   if (v.is(kind::bytes))
      return v;
   if (!cost.spend(v.characters().size()))
      return value::error("the expression costs too much");
   return value::bytes(std::string{v.characters()});
}

value to_boolean(arguments given, evaluation&)
{
   auto const& v = given[0];
   if (v.is(kind::boolean))
      return v;
   for (auto const* const word : {"1", "t", "true", "TRUE", "True"})
      if (v.characters() == word)
         return value{true};
   for (auto const* const word : {"0", "f", "false", "FALSE", "False"})
      if (v.characters() == word)
         return value{false};
   return no_conversion(v, "bool");
}

value to_dynamic(arguments given, evaluation&)
{
   return given[0];
}

value type_of(arguments given, evaluation&)
{
   return value{given[0].type()};
}

value is_unknown(arguments given, evaluation&)
{
   auto const& v = given[0];
   if (v.is(kind::error))
      return v;
   bool const no_answer = v.is(kind::lookup) && v.get<lookup_result const*>()->status == "unknown";
   return value{no_answer || v.is(kind::unknown)};
}

value unobservable(arguments given, evaluation&)
{
   return value::unknown(
      base::because(base::causes::not_in_dns, std::string{given[0].characters()}));
}

constexpr std::array conversion_table{
   function{
      "int",
      call_style::global,
      1,
      {number_kinds | text_kind | timestamp_kind},
      one(kind::integer),
      to_integer,
      "As int; a double loses its fraction, a timestamp becomes seconds since 1970"},
   function{
      "uint",
      call_style::global,
      1,
      {number_kinds | text_kind},
      one(kind::unsigned_integer),
      to_unsigned,
      "As uint; a double loses its fraction"},
   function{
      "double",
      call_style::global,
      1,
      {number_kinds | text_kind},
      one(kind::number),
      to_double,
      "As double"},
   function{
      "string",
      call_style::global,
      1,
      {number_kinds | text_kind | bytes_kind | boolean_kind | timestamp_kind | one(kind::duration) |
       one(kind::address) | one(kind::network)},
      text_kind,
      to_string,
      "As string; bytes must be UTF-8"},
   function{
      "bytes",
      call_style::global,
      1,
      {text_kind | bytes_kind},
      bytes_kind,
      to_bytes,
      "The bytes of the string's UTF-8 form"},
   function{
      "bool",
      call_style::global,
      1,
      {text_kind | boolean_kind},
      boolean_kind,
      to_boolean,
      R"(As bool: "true", "TRUE", "True", "t" or "1", and the same of false)"},
   function{
      "dyn",
      call_style::global,
      1,
      {any_kind},
      any_kind,
      to_dynamic,
      "The value itself, its type not checked when the expression is loaded"},
   function{
      "type",
      call_style::global,
      1,
      {any_kind},
      one(kind::type),
      type_of,
      "The type of the value, to be compared with int, string, list and so on"},
   function{
      "is_unknown",
      call_style::global,
      1,
      {any_kind},
      boolean_kind,
      is_unknown,
      "Is the value, or the answer to the lookup, not known?",
      nullptr,
      any_kind,
      false},
   function{
      "unobservable",
      call_style::global,
      1,
      {text_kind},
      any_kind,
      unobservable,
      "Unknown, since no question of DNS can tell: the text says what"}};

}  // namespace

std::span<function const> conversion_functions() noexcept
{
   return conversion_table;
}

}  // namespace dnslint::cel
