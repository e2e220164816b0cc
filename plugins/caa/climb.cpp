// SPDX-License-Identifier: Apache-2.0
#include "climb.hpp"

namespace caa {

std::vector<std::string> climb(std::string_view domain)
{
   std::vector<std::string> names{std::string{domain}};
   for (std::size_t i = 0; i < domain.size(); ++i) {
      // A dot after a backslash belongs to a label (RFC 1035 section 5.1).
      if (domain[i] == '\\')
         ++i;
      else if (domain[i] == '.' && i + 1 < domain.size())
         names.emplace_back(domain.substr(i + 1));
   }
   return names;
}

}  // namespace caa
