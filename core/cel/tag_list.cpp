// SPDX-License-Identifier: Apache-2.0
#include "core/cel/tag_list.hpp"

#include <algorithm>
#include <set>

namespace dnslint::cel {
namespace {

std::string_view trimmed(std::string_view text)
{
   constexpr std::string_view blanks = " \t\r\n";
   auto const begin = std::min(text.find_first_not_of(blanks), text.size());
   return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

bool is_letter(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// tag-name = ALPHA *ALNUMPUNC
bool is_tag_name(std::string_view name)
{
   return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [](char c) {
      return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
   });
}

}  // namespace

std::optional<std::vector<std::pair<std::string_view, std::string_view>>> tag_list(
   std::string_view text)
{
   std::vector<std::pair<std::string_view, std::string_view>> all;
   std::set<std::string_view> names;
   while (!text.empty()) {
      auto const end = std::min(text.find(';'), text.size());
      auto const is_last = end == text.size();
      auto const part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      // A ';' may end the last one.
      if (is_last && trimmed(part).empty())
         break;
      auto const equals = part.find('=');
      auto const name = trimmed(part.substr(0, equals));
      if (equals == std::string_view::npos || !is_tag_name(name) || !names.insert(name).second)
         return std::nullopt;
      all.emplace_back(name, trimmed(part.substr(equals + 1)));
   }
   return all;
}

}  // namespace dnslint::cel
