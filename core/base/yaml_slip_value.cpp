// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_slip_value.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::base::yaml {
namespace {

constexpr auto nowhere = std::string_view::npos;

bool is_word_character(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
          c == '-' || c == '.' || c == '/';
}

bool ends_a_value(std::string_view rest)
{
   return rest.empty() || rest.starts_with('#');
}

value_end wrong(std::size_t position, std::string message, std::string hint)
{
   return {slip{position, std::move(message), std::move(hint)}, 0};
}

// YAML 1.2, section 5.7.
std::size_t unknown_escape(std::string_view quoted_text)
{
   for (std::size_t i = 1; i + 1 < quoted_text.size(); ++i) {
      if (quoted_text[i] != '\\')
         continue;
      if (std::string_view{"0abt\tnvfre \"/\\N_LPxuU\r\n"}.find(quoted_text[i + 1]) == nowhere)
         return i;
      ++i;
   }
   return nowhere;
}

// `"at "most" 5"` was meant to be one text, and so was `"x" in y`.
std::string meant_text(std::string_view whole)
{
   if (whole.size() > 1 && whole.front() == whole.back())
      whole = whole.substr(1, whole.size() - 2);
   return quoted(shown(whole));
}

std::string escape_hint(std::string_view inner)
{
   return inner.find('\'') == nowhere ? fmt::format("write it in single quotes: '{}'", shown(inner))
                                      : std::string{"write \\\\ for a backslash"};
}

// The end of what a plain value has on its line: a comment is no part of it.
std::string_view without_comment(std::string_view text)
{
   text = text.substr(0, text.find(" #"));
   return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// The ':' of a second "key: " in the text; npos when there is none.
std::size_t second_colon(std::string_view text)
{
   if (auto const colon = text.find(": "); colon != nowhere)
      return colon;
   return text.ends_with(':') ? text.size() - 1 : nowhere;
}

}  // namespace

std::size_t closing_quote(std::string_view text, std::size_t open)
{
   bool const is_double = text[open] == '"';
   for (auto i = open + 1; i < text.size(); ++i) {
      bool const is_escape = is_double ? text[i] == '\\' : text.substr(i, 2) == "''";
      if (is_escape)
         ++i;
      else if (text[i] == text[open])
         return i;
   }
   return nowhere;
}

std::size_t indent_of(std::string_view line)
{
   return std::min(line.find_first_not_of(' '), line.size());
}

std::size_t key_length(std::string_view text)
{
   if (text.starts_with('"') || text.starts_with('\'')) {
      auto const close = closing_quote(text, 0);
      auto const after = close == nowhere ? std::string_view{} : text.substr(close + 1);
      return after == ":" || after.starts_with(": ") ? close + 1 : 0;
   }
   if (text.starts_with('{') || text.starts_with('['))
      return 0;
   auto const colon = second_colon(without_comment(text));
   return colon == nowhere ? 0 : colon;
}

bool spans_a_key(source_lines const& source, std::size_t begin, std::size_t end, std::size_t indent)
{
   auto const last = std::min(source.line_of(std::min(end, source.text().size())), source.count());
   for (auto number = source.line_of(begin) + 1; number <= last; ++number) {
      auto const line = source.line(number);
      auto const own = indent_of(line);
      auto const text = line.substr(own);
      auto const word = std::ranges::find_if_not(text, is_word_character) - text.begin();
      auto const after = text.substr(static_cast<std::size_t>(word));
      bool const is_key = word != 0 && (after == ":" || after.starts_with(": "));
      if (own <= indent && (is_key || text.starts_with("- ")))
         return true;
   }
   return false;
}

std::string_view rest_of_line(source_lines const& source, std::size_t position)
{
   auto const number = source.line_of(position);
   auto rest = source.line(number);
   rest.remove_prefix(std::min(position - source.start_of(number), rest.size()));
   rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
   return rest.substr(0, rest.find_last_not_of(" \t") + 1);
}

std::string with_key(value_place const& at, std::string_view text)
{
   return at.key.empty() ? std::string{text} : fmt::format("{}: {}", at.key, text);
}

value_end quoted_value(source_lines const& source, value_place const& at)
{
   auto const text = source.text();
   auto const close = closing_quote(text, at.begin);
   if (close == nowhere || spans_a_key(source, at.begin, close, at.indent))
      return wrong(
         at.begin,
         "this quote is not closed",
         fmt::format(
            "close it: {}",
            with_key(at, fmt::format("{}{}", rest_of_line(source, at.begin), text[at.begin]))));
   auto const whole = text.substr(at.begin, close - at.begin + 1);
   if (auto const escape = unknown_escape(whole); text[at.begin] == '"' && escape != nowhere)
      return wrong(
         at.begin + escape,
         fmt::format("'{}' is no escape in double quotes", whole.substr(escape, 2)),
         escape_hint(whole.substr(1, whole.size() - 2)));
   auto const rest = rest_of_line(source, close + 1);
   if (!ends_a_value(rest) && !rest.starts_with(':'))
      return wrong(
         text.find(rest.front(), close + 1),
         "there is more after the closing quote",
         fmt::format(
            "if it is one text, write {}",
            with_key(at, meant_text(rest_of_line(source, at.begin)))));
   return {std::nullopt, source.line_of(close) + 1};
}

value_end block_value(source_lines const& source, value_place const& at)
{
   auto header = rest_of_line(source, at.begin + 1);
   header.remove_prefix(std::min(header.find_first_not_of("+-0123456789"), header.size()));
   auto const after = header.substr(std::min(header.find_first_not_of(' '), header.size()));
   if (!ends_a_value(after))
      return wrong(
         at.begin,
         fmt::format("the text after '{}' begins on the next line", source.text()[at.begin]),
         fmt::format("on one line, write {}", with_key(at, quoted(shown(after)))));
   auto number = source.line_of(at.begin) + 1;
   while (number < source.count() && (indent_of(source.line(number)) > at.indent ||
                                      indent_of(source.line(number)) == source.line(number).size()))
      ++number;
   return {std::nullopt, number};
}

value_end plain_value(source_lines const& source, value_place const& at)
{
   auto const text = without_comment(rest_of_line(source, at.begin));
   if (std::string_view{"@`%,]}"}.find(text.front()) != nowhere)
      return wrong(
         at.begin,
         fmt::format("text that begins with '{}' must be quoted", text.front()),
         fmt::format("write {}", with_key(at, quoted(shown(text)))));
   if (auto const colon = second_colon(text); colon != nowhere)
      return wrong(
         at.begin + colon,
         "text with ': ' in it must be quoted",
         fmt::format("write {}", with_key(at, quoted(shown(text)))));
   if (text.starts_with("- "))
      return wrong(
         at.begin,
         "a list begins on a line of its own",
         fmt::format("or write {}", with_key(at, fmt::format("[{}]", text.substr(2)))));
   auto number = source.line_of(at.begin) + 1;
   for (; number < source.count(); ++number) {
      auto const line = source.line(number);
      auto const own = indent_of(line);
      if (own == line.size())
         continue;
      if (own <= at.indent)
         break;
      if (key_length(line.substr(own)) != 0)
         return wrong(
            source.start_of(number) + own,
            "this key is indented more than the one above it, which has a value already",
            fmt::format("indent it by {} spaces", at.indent));
   }
   return {std::nullopt, number};
}

}  // namespace dnslint::base::yaml
