// SPDX-License-Identifier: Apache-2.0
#include "providers.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace dkim {
namespace {

bool ends_in_one_of(std::string_view name, std::string_view ends)
{
   return std::ranges::any_of(words_in(ends), [&](std::string_view end) {
      return is_at_or_below(name, end);
   });
}

bool any_ends_in_one_of(std::vector<std::string> const& names, std::string_view ends)
{
   return std::ranges::any_of(names, [&](std::string const& name) {
      return ends_in_one_of(name, ends);
   });
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view list)
{
   std::vector<std::string_view> words;
   for (auto begin = list.find_first_not_of(' '); begin != list.npos;
        begin = list.find_first_not_of(' ', begin)) {
      auto const end = std::min(list.find(' ', begin), list.size());
      words.push_back(list.substr(begin, end - begin));
      begin = end;
   }
   return words;
}

bool is_at_or_below(std::string_view name, std::string_view end)
{
   if (name.ends_with('.'))
      name.remove_suffix(1);
   if (name.size() < end.size())
      return false;
   auto const before = name.size() - end.size();
   return dnslint::equal_ignoring_case(name.substr(before), end) &&
          (before == 0 || name[before - 1] == '.');
}

std::vector<provider const*> recognized_providers(mail_hints const& hints)
{
   std::vector<provider const*> found;
   for (auto const& p : provider_table())
      if (any_ends_in_one_of(hints.exchanges, p.mx) || any_ends_in_one_of(hints.includes, p.spf))
         found.push_back(&p);
   return found;
}

provider const* provider_of_alias(std::string_view target)
{
   auto const table = provider_table();
   auto const found = std::ranges::find_if(table, [&](provider const& p) {
      return ends_in_one_of(target, p.alias);
   });
   return found == table.end() ? nullptr : &*found;
}

}  // namespace dkim
