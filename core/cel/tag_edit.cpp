// SPDX-License-Identifier: Apache-2.0
#include "core/cel/tag_edit.hpp"

#include "core/base/escape.hpp"
#include "core/cel/tag_list.hpp"

#include <algorithm>

namespace dnslint::cel {
namespace {

using tag_values = std::vector<std::pair<std::string_view, std::string_view>>;

std::size_t offset_in(std::string_view whole, std::string_view part)
{
   return static_cast<std::size_t>(part.data() - whole.data());
}

tag_values::const_iterator find(tag_values const& all, std::string_view name)
{
   return std::ranges::find_if(all, [name](auto const& tag) {
      return base::equal_ignoring_case(tag.first, name);
   });
}

// Where the tag's part of the list ends: at its semicolon, or at the end of the list.
std::size_t end_of(std::string_view list, std::string_view name)
{
   return std::min(list.find(';', offset_in(list, name)), list.size());
}

// Receivers that follow RFC 7489 look for p directly behind the first tag; every other new tag is
// the last one.
std::string inserted(
   std::string_view list, tag_values const& all, std::string_view name, std::string const& added)
{
   bool const is_policy = base::equal_ignoring_case(name, "p");
   auto const end = end_of(list, is_policy ? all.front().first : all.back().first);
   std::string made{list.substr(0, end)};
   made.append("; ").append(added).append(list.substr(end));
   return made;
}

}  // namespace

std::optional<std::string> with_tag(
   std::string_view list, std::string_view name, std::string_view value)
{
   auto const all = tag_list(list);
   if (!all)
      return std::nullopt;
   auto const added = std::string{name}.append("=").append(value);
   if (all->empty())
      return added;
   auto const found = find(*all, name);
   if (found == all->end())
      return inserted(list, *all, name, added);
   auto const equals = list.find('=', offset_in(list, found->first));
   auto const begin = found->second.empty() ? equals + 1 : offset_in(list, found->second);
   std::string made{list.substr(0, begin)};
   made.append(value).append(list.substr(begin + found->second.size()));
   return made;
}

std::optional<std::string> without_tag(std::string_view list, std::string_view name)
{
   auto const all = tag_list(list);
   if (!all)
      return std::nullopt;
   auto const found = find(*all, name);
   if (found == all->end())
      return std::string{list};
   auto begin = offset_in(list, found->first);
   auto end = end_of(list, found->first);
   bool const is_last = std::next(found) == all->end();
   if (is_last && found != all->begin())
      begin = list.rfind(';', begin);
   else
      end = std::min(list.find_first_not_of(" \t\r\n", end + 1), list.size());
   std::string made{list.substr(0, begin)};
   made.append(list.substr(end));
   return made;
}

}  // namespace dnslint::cel
