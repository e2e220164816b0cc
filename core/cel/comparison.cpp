// SPDX-License-Identifier: Apache-2.0
#include "core/cel/comparison.hpp"

#include "core/cel/budget.hpp"

#include <algorithm>
#include <cmath>

namespace dnslint::cel {
namespace {

// Values from facts may be nested deeper than any expression can say.
constexpr int deepest_compared = 128;

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

std::partial_ordering reversed(std::partial_ordering o)
{
   if (std::is_lt(o))
      return std::partial_ordering::greater;
   return std::is_gt(o) ? std::partial_ordering::less : o;
}

std::partial_ordering compare(std::int64_t a, std::int64_t b)
{
   return a <=> b;
}

std::partial_ordering compare(std::uint64_t a, std::uint64_t b)
{
   return a <=> b;
}

std::partial_ordering compare(double a, double b)
{
   return a <=> b;
}

std::partial_ordering compare(std::int64_t a, std::uint64_t b)
{
   return a < 0 ? std::partial_ordering::less : compare(static_cast<std::uint64_t>(a), b);
}

// Not by conversion to double, which would round: 2^53 + 1 is not 2^53.
std::partial_ordering compare(std::int64_t a, double b)
{
   if (std::isnan(b))
      return std::partial_ordering::unordered;
   if (b >= two_to_63)
      return std::partial_ordering::less;
   if (b < -two_to_63)
      return std::partial_ordering::greater;
   auto const whole = std::trunc(b);
   auto const by_whole = compare(a, static_cast<std::int64_t>(whole));
   return std::is_neq(by_whole) ? by_whole : compare(whole, b);
}

std::partial_ordering compare(std::uint64_t a, double b)
{
   if (std::isnan(b))
      return std::partial_ordering::unordered;
   if (b >= two_to_64)
      return std::partial_ordering::less;
   if (b < 0)
      return std::partial_ordering::greater;
   auto const whole = std::trunc(b);
   auto const by_whole = compare(a, static_cast<std::uint64_t>(whole));
   return std::is_neq(by_whole) ? by_whole : compare(whole, b);
}

std::partial_ordering compare(std::uint64_t a, std::int64_t b)
{
   return reversed(compare(b, a));
}

std::partial_ordering compare(double a, std::int64_t b)
{
   return reversed(compare(b, a));
}

std::partial_ordering compare(double a, std::uint64_t b)
{
   return reversed(compare(b, a));
}

bool is_number(value const& v)
{
   return v.is(kind::integer) || v.is(kind::unsigned_integer) || v.is(kind::number);
}

template <class F>
auto with_number(value const& v, F const& f)
{
   if (v.is(kind::integer))
      return f(v.get<std::int64_t>());
   if (v.is(kind::unsigned_integer))
      return f(v.get<std::uint64_t>());
   return f(v.get<double>());
}

std::partial_ordering compare_numbers(value const& a, value const& b)
{
   return with_number(a, [&](auto x) {
      return with_number(b, [&](auto y) {
         return compare(x, y);
      });
   });
}

bool equal_scalars(value const& a, value const& b)
{
   switch (a.type()) {
      case kind::null:
         return true;
      case kind::record: {
         auto const& x = *a.get<dns::record const*>();
         auto const& y = *b.get<dns::record const*>();
         return x.owner == y.owner && x.type == y.type && x.rdata == y.rdata;
      }
      case kind::lookup:
         return a.get<lookup_result const*>() == b.get<lookup_result const*>();
      case kind::type:
         return a.get<kind>() == b.get<kind>();
      case kind::address:
         return a.get<ip_address>() == b.get<ip_address>();
      case kind::network:
         return a.get<ip_network>() == b.get<ip_network>();
      default: {
         auto const o = order(a, b);
         return o && std::is_eq(*o);
      }
   }
}

// Compares nested values; the first unknown is kept until something decides.
class equality {
public:
   explicit equality(budget& cost)
   : cost_{&cost}
   {}

   value compare_values(value const& a, value const& b, int depth)
   {
      if (a.is_abnormal())
         return a;
      if (b.is_abnormal())
         return b;
      if (depth > deepest_compared || !cost_->spend(1))
         return value::error("the values are too large to compare");
      if (is_number(a) && is_number(b))
         return value{std::is_eq(compare_numbers(a, b))};
      if (a.type() != b.type())
         return value{false};
      if (a.is(kind::list))
         return lists(a.get<list_value>(), b.get<list_value>(), depth);
      if (a.is(kind::map))
         return maps(a.get<map_value>(), b.get<map_value>(), depth);
      if (a.is(kind::optional))
         return optionals(a.get<optional_value>(), b.get<optional_value>(), depth);
      if (a.is(kind::string) || a.is(kind::bytes))
         cost_->spend(std::min(a.characters().size(), b.characters().size()));
      return value{equal_scalars(a, b)};
   }

private:
   value lists(list_value const& a, list_value const& b, int depth)
   {
      if (a.size() != b.size())
         return value{false};
      value undecided{true};
      for (std::size_t i = 0; i != a.size(); ++i)
         if (keep(undecided, compare_values(a.at(i), b.at(i), depth + 1)))
            return undecided;
      return undecided;
   }

   value maps(map_value const& a, map_value const& b, int depth)
   {
      if (a.size() != b.size())
         return value{false};
      value undecided{true};
      if (!cost_->spend(4 * a.size()))
         return value::error("the values are too large to compare");
      for (auto const& [key, held] : a.all()) {
         cost_->spend(b.size());
         auto const other = b.find(key);
         if (!other)
            return value{false};
         if (keep(undecided, compare_values(held, *other, depth + 1)))
            return undecided;
      }
      return undecided;
   }

   value optionals(optional_value const& a, optional_value const& b, int depth)
   {
      if (!a.has_value() || !b.has_value())
         return value{a.has_value() == b.has_value()};
      return compare_values(a.get(), b.get(), depth + 1);
   }

   // True when `now` decides all.
   static bool keep(value& undecided, value now)
   {
      bool const decides = now.is_false() || now.is(kind::error);
      if (decides || (now.is(kind::unknown) && !undecided.is(kind::unknown)))
         undecided = std::move(now);
      return decides;
   }

   budget* cost_;
};

}  // namespace

value equals(value const& a, value const& b, budget& cost)
{
   return equality{cost}.compare_values(a, b, 0);
}

std::optional<std::partial_ordering> order(value const& a, value const& b)
{
   if (is_number(a) && is_number(b))
      return compare_numbers(a, b);
   if (a.type() != b.type())
      return std::nullopt;
   switch (a.type()) {
      case kind::boolean:
         return a.get<bool>() <=> b.get<bool>();
      case kind::string:
      case kind::bytes:
         return a.characters() <=> b.characters();
      case kind::timestamp:
         return a.get<timestamp>() <=> b.get<timestamp>();
      case kind::duration:
         return a.get<duration>() <=> b.get<duration>();
      default:
         return std::nullopt;
   }
}

bool same_key(value const& a, value const& b)
{
   auto const o = order(a, b);
   return o && std::is_eq(*o);
}

}  // namespace dnslint::cel
