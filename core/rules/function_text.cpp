// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/rules/function.hpp"
#include "core/rules/pattern.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

value too_costly()
{
   return value::error("the expression costs too much");
}

std::string_view first(std::span<value const> arguments)
{
   return arguments[0].characters();
}

std::string_view second(std::span<value const> arguments)
{
   return arguments[1].characters();
}

template <class F>
value changed(std::span<value const> arguments, budget& cost, F const& change)
{
   if (!cost.spend(first(arguments).size()))
      return too_costly();
   return value::string(change(first(arguments)));
}

char upper(char c)
{
   return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

value characters(std::string_view text)
{
   list_value::elements all;
   for (; !text.empty(); text.remove_prefix(all.back().characters().size()))
      all.push_back(value::string(std::string{base::first_characters(text, 1)}));
   return value{list_value{std::move(all)}};
}

}  // namespace

value size_of(std::span<value const> arguments, budget& cost)
{
   auto const& v = arguments[0];
   auto const as_value = [](std::size_t n) {
      return value{static_cast<std::int64_t>(n)};
   };
   switch (v.what()) {
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

value starts_with(std::span<value const> arguments, budget& cost)
{
   cost.spend(second(arguments).size());
   return value{first(arguments).starts_with(second(arguments))};
}

value ends_with(std::span<value const> arguments, budget& cost)
{
   cost.spend(second(arguments).size());
   return value{first(arguments).ends_with(second(arguments))};
}

value contains(std::span<value const> arguments, budget& cost)
{
   // string_view::find takes the product of the two in the worst case.
   auto const tries = first(arguments).size() + 1;
   if (!cost.spend(tries + tries * second(arguments).size() / 16))
      return too_costly();
   return value{first(arguments).find(second(arguments)) != std::string_view::npos};
}

value matches(std::span<value const> arguments, budget& cost)
{
   if (!cost.spend(second(arguments).size()))
      return too_costly();
   auto const compiled = pattern::compile(second(arguments));
   if (auto const* const wrong = std::get_if<std::string>(&compiled))
      return value::error(fmt::format("not a regular expression: {}", *wrong));
   auto const& p = *std::get<0>(compiled);
   if (!cost.spend(p.cost_of_compiling() + p.cost_of(first(arguments))))
      return too_costly();
   return value{p.matches(first(arguments))};
}

value lower_ascii(std::span<value const> arguments, budget& cost)
{
   return changed(arguments, cost, [](std::string_view text) {
      return base::lower(text);
   });
}

value upper_ascii(std::span<value const> arguments, budget& cost)
{
   return changed(arguments, cost, [](std::string_view text) {
      std::string out{text};
      std::ranges::transform(out, out.begin(), upper);
      return out;
   });
}

value trim(std::span<value const> arguments, budget& cost)
{
   constexpr std::string_view blanks = " \t\n\v\f\r";
   return changed(arguments, cost, [&](std::string_view text) {
      auto const begin = std::min(text.find_first_not_of(blanks), text.size());
      return std::string{text.substr(begin, text.find_last_not_of(blanks) + 1 - begin)};
   });
}

value split(std::span<value const> arguments, budget& cost)
{
   auto text = first(arguments);
   auto const separator = second(arguments);
   // An element costs much more memory than the byte that made it.
   if (!cost.spend(8 * text.size() + 1))
      return too_costly();
   if (separator.empty())
      return characters(text);
   list_value::elements parts;
   for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
      parts.push_back(value::string(std::string{text.substr(0, at)}));
      text.remove_prefix(at + separator.size());
   }
   parts.push_back(value::string(std::string{text}));
   return value{list_value{std::move(parts)}};
}

value join(std::span<value const> arguments, budget& cost)
{
   auto const& list = arguments[0].get<list_value>();
   auto const separator = arguments.size() > 1 ? second(arguments) : std::string_view{};
   std::string text;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto element = list.at(i);
      if (element.is_abnormal())
         return element;
      if (!element.is(kind::string))
         return value::error(fmt::format("join() of a list with {}", to_text(element.what())));
      if (!cost.spend(1 + separator.size() + element.characters().size()))
         return too_costly();
      text.append(i == 0 ? std::string_view{} : separator).append(element.characters());
   }
   return value::string(std::move(text));
}

value replace(std::span<value const> arguments, budget& cost)
{
   auto text = first(arguments);
   auto const searched = second(arguments);
   auto const replacement = arguments[2].characters();
   if (searched.empty())
      return arguments[0];
   std::string out;
   for (auto at = text.find(searched); at != std::string_view::npos; at = text.find(searched)) {
      if (!cost.spend(1 + at + replacement.size()))
         return too_costly();
      out.append(text.substr(0, at)).append(replacement);
      text.remove_prefix(at + searched.size());
   }
   if (!cost.spend(1 + text.size()))
      return too_costly();
   return value::string(std::move(out.append(text)));
}

}  // namespace dnslint::rules
