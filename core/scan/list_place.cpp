// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_place.hpp"

#include "core/base/escape.hpp"

#include <algorithm>

namespace dnslint::scan {

base::diagnostic list_place::tell(base::diagnostic d, std::size_t offset) const
{
   if (number == 0)
      return d;
   auto const before = text.substr(0, offset);
   auto const breaks = std::ranges::count(before, '\n');
   auto const begin = breaks == 0 ? 0 : before.rfind('\n') + 1;
   auto const line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
   d.where = {
      file,
      static_cast<std::uint32_t>(number + static_cast<std::size_t>(breaks)),
      static_cast<std::uint32_t>(base::character_count(before.substr(begin)) + 1),
      std::string{base::first_characters(line, 200)}};
   return d;
}

}  // namespace dnslint::scan
