// SPDX-License-Identifier: Apache-2.0
#include "core/cel/watch.hpp"

namespace dnslint::cel {

void watch::look(node const& n, value& v)
{
   if (&n == changed) {
      if (applied == change::make_true || applied == change::make_false)
         v = value{applied == change::make_true};
      else if (applied == change::negate && v.is(kind::boolean))
         v = value{!v.get<bool>()};
   }
   auto const found = seen.find(&n);
   if (found != seen.end() && v.is(kind::boolean))
      found->second |= v.get<bool>() ? came_to::yes : came_to::no;
}

}  // namespace dnslint::cel
