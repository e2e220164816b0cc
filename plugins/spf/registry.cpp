// SPDX-License-Identifier: Apache-2.0
#include "registry.hpp"

#include <algorithm>
#include <array>

namespace spf {

bool is_registry_zone(std::string_view zone)
{
   constexpr std::array<std::string_view, 12> second_levels{
      "co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "ltd", "me"};
   auto const dot = zone.find('.');
   if (dot == std::string_view::npos)
      return !zone.empty();
   auto const top = zone.substr(dot + 1);
   return top.size() == 2 &&
          std::ranges::find(second_levels, zone.substr(0, dot)) != second_levels.end();
}

}  // namespace spf
