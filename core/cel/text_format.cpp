// SPDX-License-Identifier: Apache-2.0
#include "core/cel/text_format.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <variant>

namespace dnslint::cel {
namespace {

constexpr int deepest = 64;
constexpr int most_precision = 300;

struct clause {
   char conversion = 's';
   int precision = 6;
   bool has_precision = false;
};

// Ends a formatting with an error, or with an unknown part. Caught in formatted().
struct format_error {
   explicit format_error(std::string message)
   : result{value::error(std::move(message))}
   {}
   explicit format_error(value abnormal)
   : result{std::move(abnormal)}
   {}

   value result;
};

[[noreturn]] void unfit(clause const& c, value const& v)
{
   throw format_error{fmt::format("no such overload: %{} of {}", c.conversion, to_text(v.type()))};
}

// Adjacent bytes that are not UTF-8 become one replacement character.
std::string valid_text(std::string_view bytes)
{
   std::string out;
   bool replacing = false;
   while (!bytes.empty()) {
      auto const length = base::utf8_sequence_length(bytes);
      if (length != 0)
         out += bytes.substr(0, length);
      else if (!replacing)
         out += "\xef\xbf\xbd";
      replacing = length == 0;
      bytes.remove_prefix(std::max<std::size_t>(length, 1));
   }
   return out;
}

std::string plain(value const& v, evaluation& cost, int depth);

std::string plain_list(list_value const& list, evaluation& cost, int depth)
{
   std::string out{"["};
   for (std::size_t i = 0; i != list.size(); ++i)
      out.append(i == 0 ? "" : ", ").append(plain(list.at(i), cost, depth + 1));
   return out + ']';
}

std::string plain_map(map_value const& map, evaluation& cost, int depth)
{
   std::vector<std::pair<std::string, std::string>> entries;
   for (auto const& [key, held] : map.all())
      entries.emplace_back(plain(key, cost, depth + 1), plain(held, cost, depth + 1));
   std::ranges::sort(entries);
   std::string out{"{"};
   for (auto const& [key, held] : entries)
      out.append(out.size() == 1 ? "" : ", ").append(key).append(": ").append(held);
   return out + '}';
}

// %s
std::string plain(value const& v, evaluation& cost, int depth)
{
   if (depth > deepest || !cost.spend(1))
      throw format_error{"the value is too large"};
   switch (v.type()) {
      case kind::string:
         cost.spend(v.characters().size());
         return std::string{v.characters()};
      case kind::bytes:
         cost.spend(v.characters().size());
         return valid_text(v.characters());
      case kind::list:
         return plain_list(v.get<list_value>(), cost, depth);
      case kind::map:
         return plain_map(v.get<map_value>(), cost, depth);
      case kind::error:
      case kind::unknown:
         throw format_error{v};
      default:
         return to_text(v);
   }
}

// %f and %e
std::string fraction(clause const& c, value const& v)
{
   double d = 0;
   if (v.is(kind::number))
      d = v.get<double>();
   else if (v.is(kind::integer))
      d = static_cast<double>(v.get<std::int64_t>());
   else if (v.is(kind::unsigned_integer))
      d = static_cast<double>(v.get<std::uint64_t>());
   else
      unfit(c, v);
   if (!std::isfinite(d))
      return to_text(value{d});
   return c.conversion == 'f' ? fmt::format("{:.{}f}", d, c.precision)
                              : fmt::format("{:.{}e}", d, c.precision);
}

// %x, %X, %o and %b
std::string digits(clause const& c, value const& v)
{
   bool const is_negative = v.is(kind::integer) && v.get<std::int64_t>() < 0;
   std::uint64_t magnitude = 0;
   if (v.is(kind::integer))
      magnitude = static_cast<std::uint64_t>(v.get<std::int64_t>());
   else if (v.is(kind::unsigned_integer))
      magnitude = v.get<std::uint64_t>();
   else if (v.is(kind::boolean) && c.conversion == 'b')
      magnitude = v.get<bool>() ? 1 : 0;
   else
      unfit(c, v);
   if (is_negative)
      magnitude = 0 - magnitude;
   auto const* const sign = is_negative ? "-" : "";
   switch (c.conversion) {
      case 'x':
         return fmt::format("{}{:x}", sign, magnitude);
      case 'X':
         return fmt::format("{}{:X}", sign, magnitude);
      case 'o':
         return fmt::format("{}{:o}", sign, magnitude);
      default:
         return fmt::format("{}{:b}", sign, magnitude);
   }
}

std::string hex_of(clause const& c, value const& v, evaluation& cost)
{
   if (!v.is(kind::string) && !v.is(kind::bytes))
      return digits(c, v);
   cost.spend(2 * v.characters().size());
   auto out = base::hex(v.characters());
   if (c.conversion == 'X')
      std::ranges::transform(out, out.begin(), [](char letter) {
         return letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter;
      });
   return out;
}

std::string element_text(clause const& c, value const& v, evaluation& cost)
{
   constexpr auto decimal = number_kinds;
   switch (c.conversion) {
      case 's':
         return plain(v, cost, 0);
      case 'd':
         if (!has(decimal, v.type()))
            unfit(c, v);
         return to_text(v);
      case 'f':
      case 'e':
         return fraction(c, v);
      case 'x':
      case 'X':
         return hex_of(c, v, cost);
      case 'o':
      case 'b':
         return digits(c, v);
      default:
         throw format_error{fmt::format("there is no clause %{}", c.conversion)};
   }
}

// Removes the clause, without its '%', from the front.
clause take_clause(std::string_view& rest)
{
   clause c;
   if (rest.starts_with('.')) {
      auto const [end, failed] =
         std::from_chars(rest.data() + 1, rest.data() + rest.size(), c.precision);
      if (failed != std::errc{} || c.precision < 0 || c.precision > most_precision)
         throw format_error{fmt::format("a precision is 0 to {}", most_precision)};
      rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
      c.has_precision = true;
   }
   if (rest.empty())
      throw format_error{"a clause ends too early"};
   c.conversion = rest.front();
   if (c.has_precision && c.conversion != 'f' && c.conversion != 'e')
      throw format_error{fmt::format("%{} has no precision", c.conversion)};
   rest.remove_prefix(1);
   return c;
}

std::string text_of(std::string_view pattern, list_value const& elements, evaluation& cost)
{
   std::string out;
   std::size_t next = 0;
   for (auto at = pattern.find('%'); at != std::string_view::npos; at = pattern.find('%')) {
      out += pattern.substr(0, at);
      pattern.remove_prefix(at + 1);
      if (pattern.starts_with('%')) {
         out += '%';
         pattern.remove_prefix(1);
         continue;
      }
      auto const c = take_clause(pattern);
      if (next == elements.size())
         throw format_error{fmt::format("there is no element for %{}", c.conversion)};
      out += element_text(c, elements.at(next++), cost);
      if (cost.used_up())
         throw format_error{"the expression costs too much"};
   }
   return out.append(pattern);
}

}  // namespace

value formatted(std::string_view pattern, list_value const& elements, evaluation& cost)
{
   if (!cost.spend(pattern.size() + 1))
      return too_costly();
   for (std::size_t i = 0; i != elements.size(); ++i)
      if (elements.at(i).is(kind::unknown))
         return elements.at(i);
   try {
      return value::string(text_of(pattern, elements, cost));
   } catch (format_error const& e) {
      return e.result;
   }
}

}  // namespace dnslint::cel
