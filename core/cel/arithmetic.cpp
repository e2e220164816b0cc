// SPDX-License-Identifier: Apache-2.0
#include "core/cel/arithmetic.hpp"

#include "core/cel/budget.hpp"
#include "core/cel/static_type.hpp"

#include <fmt/format.h>
#include <limits>
#include <optional>

namespace dnslint::cel {
namespace {

// Null when there is no such operation.
std::optional<kind> result_of(char op, kind a, kind b)
{
   if (a == b && has(number_kinds, a))
      return op == '%' && a == kind::number ? std::nullopt : std::optional{a};
   if (op == '+' && a == b && (a == kind::string || a == kind::bytes || a == kind::list))
      return a;
   if (op != '+' && op != '-')
      return std::nullopt;
   if (a == kind::duration && b == kind::duration)
      return kind::duration;
   if (a == kind::timestamp && b == kind::duration)
      return kind::timestamp;
   if (op == '+' && a == kind::duration && b == kind::timestamp)
      return kind::timestamp;
   if (op == '-' && a == kind::timestamp && b == kind::timestamp)
      return kind::duration;
   return std::nullopt;
}

value overflow()
{
   return value::error("integer overflow");
}

template <class T>
value divided(char op, T a, T b)
{
   if (b == 0)
      return value::error(op == '/' ? "division by zero" : "modulus by zero");
   // The one quotient that does not fit.
   if (std::is_signed_v<T> && a == std::numeric_limits<T>::min() && b == static_cast<T>(-1))
      return overflow();
   return value{static_cast<T>(op == '/' ? a / b : a % b)};
}

template <class T>
value whole_numbers(char op, T a, T b)
{
   if (op == '/' || op == '%')
      return divided(op, a, b);
   T result{};
   bool const overflows = op == '+'   ? __builtin_add_overflow(a, b, &result)
                          : op == '-' ? __builtin_sub_overflow(a, b, &result)
                                      : __builtin_mul_overflow(a, b, &result);
   return overflows ? overflow() : value{result};
}

value doubles(char op, double a, double b)
{
   switch (op) {
      case '+':
         return value{a + b};
      case '-':
         return value{a - b};
      case '*':
         return value{a * b};
      default:
         return value{a / b};  // IEEE 754: infinities and NaN are values
   }
}

template <class T>
value in_range(std::optional<T> const& time)
{
   return time ? value{*time} : value::error("the time or duration is out of range");
}

value times(char op, value const& a, value const& b)
{
   if (a.is(kind::duration) && b.is(kind::duration)) {
      auto const& x = a.get<duration>();
      auto const& y = b.get<duration>();
      return in_range(op == '+' ? sum(x, y) : difference(x, y));
   }
   if (a.is(kind::timestamp) && b.is(kind::timestamp))
      return in_range(difference(a.get<timestamp>(), b.get<timestamp>()));
   if (a.is(kind::duration))
      return in_range(sum(b.get<timestamp>(), a.get<duration>()));
   auto const& when = a.get<timestamp>();
   auto const& span = b.get<duration>();
   return in_range(op == '+' ? sum(when, span) : difference(when, span));
}

value joined(value const& a, value const& b, budget& cost)
{
   if (!cost.spend(a.characters().size() + b.characters().size()))
      return value::error("the expression costs too much");
   std::string text{a.characters()};
   text += b.characters();
   return a.is(kind::string) ? value::string(std::move(text)) : value::bytes(std::move(text));
}

value concatenated(list_value const& a, list_value const& b, budget& cost)
{
   if (!cost.spend(2 * (a.size() + b.size())))
      return value::error("the expression costs too much");
   list_value::elements all;
   all.reserve(a.size() + b.size());
   for (auto const* const part : {&a, &b})
      for (std::size_t i = 0; i != part->size(); ++i)
         all.push_back(part->at(i));
   return value{list_value{std::move(all)}};
}

}  // namespace

value arithmetic(char op, value const& a, value const& b, budget& cost)
{
   auto const result = result_of(op, a.type(), b.type());
   if (!result)
      return value::error(
         fmt::format("no such overload: {} {} {}", to_text(a.type()), op, to_text(b.type())));
   switch (*result) {
      case kind::integer:
         return whole_numbers(op, a.get<std::int64_t>(), b.get<std::int64_t>());
      case kind::unsigned_integer:
         return whole_numbers(op, a.get<std::uint64_t>(), b.get<std::uint64_t>());
      case kind::number:
         return doubles(op, a.get<double>(), b.get<double>());
      case kind::list:
         return concatenated(a.get<list_value>(), b.get<list_value>(), cost);
      case kind::timestamp:
      case kind::duration:
         return times(op, a, b);
      default:
         return joined(a, b, cost);
   }
}

value negated(value const& v)
{
   if (v.is(kind::integer))
      return whole_numbers('-', std::int64_t{0}, v.get<std::int64_t>());
   if (v.is(kind::number))
      return value{-v.get<double>()};
   return value::error(fmt::format("no such overload: -{}", to_text(v.type())));
}

kinds arithmetic_result(char op, kinds a, kinds b)
{
   kinds possible = 0;
   for (unsigned i = 0; i <= last_kind; ++i)
      for (unsigned k = 0; k <= last_kind; ++k)
         if (has(a, static_cast<kind>(i)) && has(b, static_cast<kind>(k)))
            if (auto const r = result_of(op, static_cast<kind>(i), static_cast<kind>(k)))
               possible |= one(*r);
   return possible;
}

}  // namespace dnslint::cel
