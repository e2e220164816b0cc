// SPDX-License-Identifier: Apache-2.0
#include "selection.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace spf {
namespace {

constexpr std::string_view version = "v=spf1";
constexpr std::array<std::string_view, 5> misspellings{"v=spf", "spf1", "v:spf1", "vspf1", "=spf1"};

bool begins_with(std::string_view text, std::string_view word)
{
   return text.size() >= word.size() &&
          dnslint::equal_ignoring_case(text.substr(0, word.size()), word);
}

// Only what can stand before or inside a misspelt version: a long record is not copied.
std::string without_blanks_and_quotes(std::string_view text)
{
   std::string kept;
   for (char const c : text.substr(0, 64))
      if (dnslint::is_visible(c) && c != '"' && c != '\'')
         kept += c;
   return kept;
}

}  // namespace

bool is_spf_record(std::string_view txt)
{
   return begins_with(txt, version) && (txt.size() == version.size() || txt[version.size()] == ' ');
}

bool looks_like_spf(std::string_view txt)
{
   if (is_spf_record(txt))
      return false;
   auto const text = without_blanks_and_quotes(txt);
   return std::ranges::any_of(misspellings, [&](std::string_view start) {
      return begins_with(text, start);
   });
}

}  // namespace spf
