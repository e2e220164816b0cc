// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_drop.hpp"

#include <algorithm>

namespace dnslint::resolver {

std::string_view to_text(drop_reason why)
{
   switch (why) {
      case drop_reason::none:
         break;
      case drop_reason::control:
         return "control";
      case drop_reason::contradictions:
         return "contradictions";
   }
   return "";
}

std::optional<drop_reason> drop_reason_from_text(std::string_view text)
{
   for (auto const why : {drop_reason::control, drop_reason::contradictions})
      if (text == to_text(why))
         return why;
   return std::nullopt;
}

upstream_drops add_drops(upstream_drops& all, upstream_drops const& more)
{
   upstream_drops added;
   for (auto const& drop : more) {
      auto const is_known = std::ranges::any_of(all, [&](upstream_drop const& known) {
         return known.upstream == drop.upstream;
      });
      if (is_known)
         continue;
      all.push_back(drop);
      added.push_back(drop);
   }
   return added;
}

upstream_set set_of(upstream_drops const& all)
{
   upstream_set set = 0;
   for (auto const& drop : all)
      set |= only(drop.upstream);
   return set;
}

}  // namespace dnslint::resolver
