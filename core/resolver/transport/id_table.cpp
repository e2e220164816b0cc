// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/id_table.hpp"

namespace dnslint::resolver {

// The place of the id, or the free place where it would stand.
std::size_t id_table::place_of(std::uint16_t id) const noexcept
{
   auto at = home_of(id);
   while (entries_[at].question_and_1 != 0 && entries_[at].id != id)
      at = (at + 1) % slots;
   return at;
}

std::optional<std::uint16_t> id_table::find(std::uint16_t id) const noexcept
{
   auto const& e = entries_[place_of(id)];
   if (e.question_and_1 == 0)
      return std::nullopt;
   return static_cast<std::uint16_t>(e.question_and_1 - 1);
}

void id_table::insert(std::uint16_t id, std::uint16_t question) noexcept
{
   entries_[place_of(id)] = {id, static_cast<std::uint16_t>(question + 1)};
   ++size_;
}

// Closes the gap, so that the entries behind it are still found.
void id_table::erase(std::uint16_t id) noexcept
{
   auto gap = place_of(id);
   if (entries_[gap].question_and_1 == 0)
      return;
   --size_;
   for (auto at = (gap + 1) % slots; entries_[at].question_and_1 != 0; at = (at + 1) % slots) {
      auto const home = home_of(entries_[at].id);
      if ((at - home) % slots < (at - gap) % slots)
         continue;
      entries_[gap] = entries_[at];
      gap = at;
   }
   entries_[gap] = {};
}

}  // namespace dnslint::resolver
