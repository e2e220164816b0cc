// SPDX-License-Identifier: Apache-2.0
#include "core/base/glob.hpp"

namespace dnslint::base {

bool glob_matches(std::string_view pattern, std::string_view text)
{
   std::size_t p = 0;
   std::size_t t = 0;
   std::size_t star = std::string_view::npos;
   std::size_t resume = 0;
   while (t != text.size()) {
      if (p != pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
         ++p;
         ++t;
      } else if (p != pattern.size() && pattern[p] == '*') {
         star = p++;
         resume = t;
      } else if (star != std::string_view::npos) {
         p = star + 1;
         t = ++resume;
      } else {
         return false;
      }
   }
   return pattern.substr(p).find_first_not_of('*') == std::string_view::npos;
}

}  // namespace dnslint::base
