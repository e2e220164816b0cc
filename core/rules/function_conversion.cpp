// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/rules/expression.hpp"
#include "core/rules/function.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace dnslint::rules {
namespace {

value no_conversion(value const& v, std::string_view to)
{
   return value::error(fmt::format("{} cannot be converted to {}", to_text(v, 60), to));
}

template <class T>
std::optional<T> parsed(std::string_view text)
{
   T number{};
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
   if (failed != std::errc{} || end != text.data() + text.size())
      return std::nullopt;
   return number;
}

template <class T>
std::optional<T> whole_part(double d)
{
   // Both bounds are powers of two and so exact; the lower one itself fits.
   constexpr auto low = static_cast<double>(std::numeric_limits<T>::min());
   auto const high = std::ldexp(1.0, std::numeric_limits<T>::digits);
   auto const whole = std::trunc(d);
   if (std::isnan(d) || whole < low || whole >= high)
      return std::nullopt;
   return static_cast<T>(whole);
}

template <class T>
std::optional<T> whole_number(value const& v)
{
   switch (v.what()) {
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
   switch (v.what()) {
      case kind::integer:
         return static_cast<double>(v.get<std::int64_t>());
      case kind::unsigned_integer:
         return static_cast<double>(v.get<std::uint64_t>());
      case kind::number:
         return v.get<double>();
      default:
         return parsed<double>(v.characters());
   }
}

}  // namespace

value to_integer(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   if (v.is(kind::timestamp))
      return value{std::int64_t{std::chrono::floor<std::chrono::seconds>(v.get<value::instant>())
                                   .time_since_epoch()
                                   .count()}};
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const whole = whole_number<std::int64_t>(v);
   return whole ? value{*whole} : no_conversion(v, "int");
}

value to_unsigned(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const whole = whole_number<std::uint64_t>(v);
   return whole ? value{*whole} : no_conversion(v, "uint");
}

value to_double(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   cost.spend(v.is(kind::string) ? v.characters().size() : 1);
   auto const d = number(v);
   return d ? value{*d} : no_conversion(v, "double");
}

value to_string(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   switch (v.what()) {
      case kind::string:
         return v;
      case kind::timestamp:
         return value::string(to_text(v.get<value::instant>()));
      case kind::duration:
         return value::string(to_text(v.get<value::span_of_time>()));
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

value to_bytes(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   if (v.is(kind::bytes))
      return v;
   if (!cost.spend(v.characters().size()))
      return value::error("the expression costs too much");
   return value::bytes(std::string{v.characters()});
}

value to_boolean(std::span<value const> arguments, budget&)
{
   auto const& v = arguments[0];
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

value to_dynamic(std::span<value const> arguments, budget&)
{
   return arguments[0];
}

value type_of(std::span<value const> arguments, budget&)
{
   return value{arguments[0].what()};
}

value is_unknown(std::span<value const> arguments, budget&)
{
   auto const& v = arguments[0];
   if (v.is(kind::error))
      return v;
   bool const no_answer = v.is(kind::lookup) && v.get<lookup_result const*>()->status == "unknown";
   return value{no_answer || v.is(kind::unknown)};
}

}  // namespace dnslint::rules
