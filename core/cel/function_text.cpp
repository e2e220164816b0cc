// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/function.hpp"
#include "core/cel/pattern.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

std::string_view text_given(arguments given)
{
   return given[0].characters();
}

std::string_view second(arguments given)
{
   return given[1].characters();
}

template <class F>
value changed(arguments given, evaluation& cost, F const& change)
{
   if (!cost.spend(text_given(given).size()))
      return too_costly();
   return value::string(change(text_given(given)));
}

char upper(char c)
{
   return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

value size_of(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   auto const as_value = [](std::size_t n) {
      return value{static_cast<std::int64_t>(n)};
   };
   switch (v.type()) {
      case kind::list:
         return as_value(v.get<list_value>().size());
      case kind::map:
         return as_value(v.get<map_value>().size());
      case kind::bytes:
         return as_value(v.characters().size());
      default:
         if (!cost.spend(v.characters().size()))
            return too_costly();
         return as_value(base::character_count(v.characters()));
   }
}

value starts_with(arguments given, evaluation& cost)
{
   cost.spend(second(given).size());
   return value{text_given(given).starts_with(second(given))};
}

value ends_with(arguments given, evaluation& cost)
{
   cost.spend(second(given).size());
   return value{text_given(given).ends_with(second(given))};
}

value contains(arguments given, evaluation& cost)
{
   // string_view::find takes the product of the two in the worst case.
   auto const tries = text_given(given).size() + 1;
   if (!cost.spend(tries + tries * second(given).size() / 16))
      return too_costly();
   return value{text_given(given).find(second(given)) != std::string_view::npos};
}

value matches(arguments given, evaluation& cost)
{
   if (!cost.spend(second(given).size()))
      return too_costly();
   auto const compiled = pattern::compile(second(given));
   if (auto const* const wrong = std::get_if<std::string>(&compiled))
      return value::error(fmt::format("not a regular expression: {}", *wrong));
   auto const& p = *std::get<0>(compiled);
   if (!cost.spend(p.cost_of_compiling() + p.cost_of(text_given(given))))
      return too_costly();
   return value{p.matches(text_given(given))};
}

value lower_ascii(arguments given, evaluation& cost)
{
   return changed(given, cost, [](std::string_view text) {
      return base::lower(text);
   });
}

value upper_ascii(arguments given, evaluation& cost)
{
   return changed(given, cost, [](std::string_view text) {
      std::string out{text};
      std::ranges::transform(out, out.begin(), upper);
      return out;
   });
}

// Unicode's White_Space.
bool is_blank(std::string_view character)
{
   static constexpr std::array<std::string_view, 25> blanks{
      "\t",           "\n",           "\v",
      "\f",           "\r",           " ",
      "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80",
      "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
      "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85",
      "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
      "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
      "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f",
      "\xe3\x80\x80"};
   return std::ranges::find(blanks, character) != blanks.end();
}

value trim(arguments given, evaluation& cost)
{
   return changed(given, cost, [](std::string_view text) {
      std::size_t begin = text.size();
      std::size_t end = 0;
      for (std::size_t at = 0; at < text.size();) {
         auto const character = base::first_characters(text.substr(at), 1);
         if (!is_blank(character)) {
            begin = std::min(begin, at);
            end = at + character.size();
         }
         at += character.size();
      }
      return begin == text.size() ? std::string{} : std::string{text.substr(begin, end - begin)};
   });
}

constexpr auto sized = text_kind | one(kind::bytes) | one(kind::list) | one(kind::map);

constexpr std::array text_table{
   function{
      "size",
      call_style::either,
      1,
      {sized},
      one(kind::integer),
      size_of,
      "Characters of a string, bytes of bytes, elements of a list, entries of a map"},
   function{
      "startsWith",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      boolean_kind,
      starts_with,
      "Does the string begin with the other?"},
   function{
      "endsWith",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      boolean_kind,
      ends_with,
      "Does the string end with the other?"},
   function{
      "contains",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      boolean_kind,
      contains,
      "Is the other string somewhere in this one?"},
   function{
      "matches",
      call_style::either,
      2,
      {text_kind, text_kind},
      boolean_kind,
      matches,
      "Does the regular expression (RE2) match somewhere in the string?"},
   function{
      "lowerAscii",
      call_style::receiver,
      1,
      {text_kind},
      text_kind,
      lower_ascii,
      "The string with A to Z in lower case"},
   function{
      "upperAscii",
      call_style::receiver,
      1,
      {text_kind},
      text_kind,
      upper_ascii,
      "The string with a to z in upper case"},
   function{
      "trim",
      call_style::receiver,
      1,
      {text_kind},
      text_kind,
      trim,
      "The string without blanks at its ends"}};

}  // namespace

std::span<function const> text_functions() noexcept
{
   return text_table;
}

}  // namespace dnslint::cel
