// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"

#include <algorithm>
#include <array>

namespace dnslint::base {
namespace {

// With the full-width forms, which spreadsheets of East Asia take for the same.
constexpr std::array<std::string_view, 8> formula_signs{
   "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};

bool begins_formula(std::string_view text)
{
   return std::ranges::any_of(formula_signs, [text](std::string_view sign) {
      return text.starts_with(sign);
   });
}

// Line breaks and tabs are gone before this.
std::string without_formulas(std::string_view text)
{
   std::string out;
   out.reserve(text.size() + 2);
   auto may_begin = true;  // what a spreadsheet may take for the beginning of a cell
   for (std::size_t i = 0; i != text.size(); ++i) {
      if (may_begin && begins_formula(text.substr(i)))
         out += '\'';
      out += text[i];
      may_begin = text[i] == ';' || (may_begin && (text[i] == ' ' || text[i] == '"'));
   }
   return out;
}

std::string quoted(std::string_view text)
{
   std::string out{'"'};
   for (char const c : text)
      out.append(c == '"' ? 2 : 1, c);
   return out += '"';
}

// Printable ASCII of which nothing is quoted or taken for a formula. Almost every text is so.
bool is_plain(std::string_view bytes)
{
   static constexpr std::string_view quoted_signs = ",;\"";
   static constexpr std::string_view beginnings = "=+-@ ";
   auto const is_plain_character = [](char c) {
      return c >= 0x20 && c < 0x7f && quoted_signs.find(c) == std::string_view::npos;
   };
   return (bytes.empty() || beginnings.find(bytes.front()) == std::string_view::npos) &&
          std::ranges::all_of(bytes, is_plain_character);
}

}  // namespace

std::string csv_field(std::string_view bytes)
{
   if (is_plain(bytes))
      return std::string{bytes};
   auto text = without_formulas(terminal_text(bytes));
   return text.find_first_of(",;\"") == std::string::npos ? text : quoted(text);
}

std::string csv_field(untrusted const& text)
{
   return csv_field(text.bytes());
}

}  // namespace dnslint::base
