// SPDX-License-Identifier: Apache-2.0
#include "discovery.hpp"

#include "tree_walk.hpp"

namespace dmarc {
namespace {

using steps = std::span<walk_step const>;
using index = std::optional<std::size_t>;

bool ends_walk(walk_step const& s)
{
   return s.record() != nullptr && s.record()->psd != 'u';
}

steps until_end(steps walk)
{
   for (std::size_t i = 0; i != walk.size(); ++i)
      if (ends_walk(walk[i]))
         return walk.first(i + 1);
   return walk;
}

index first_failed(steps walk)
{
   for (std::size_t i = 0; i != walk.size(); ++i)
      if (!walk[i].known)
         return i;
   return std::nullopt;
}

index highest_record(steps walk)
{
   for (auto i = walk.size(); i != 0; --i)
      if (walk[i - 1].record() != nullptr)
         return i - 1;
   return std::nullopt;
}

bool is_suffix_above(steps walk, std::size_t i)
{
   return i != 0 && walk[i].record()->psd == 'y';
}

// Section 4.10.2. As psd=y and psd=n end the walk, only its highest record can have them.
std::string organizational_domain(steps walk)
{
   auto const highest = highest_record(walk);
   if (!highest)
      return walk[0].domain;
   if (is_suffix_above(walk, *highest))
      return one_label_below(walk[*highest].domain, walk[0].domain);
   return walk[*highest].domain;
}

// Section 4.10.1, for a domain without a record of its own: its organizational domain's record,
// then that of the public suffix.
index inherited_record(steps walk, std::string const& organization)
{
   for (std::size_t i = 1; i < walk.size(); ++i)
      if (walk[i].domain == organization && walk[i].record() != nullptr)
         return i;
   auto const highest = highest_record(walk);
   return highest && is_suffix_above(walk, *highest) ? highest : std::nullopt;
}

}  // namespace

discovery discover(steps walk)
{
   walk = until_end(walk);
   discovery found;
   found.steps = walk.size();
   found.organization_open = first_failed(walk);
   if (!found.organization_open)
      found.organizational_domain = organizational_domain(walk);
   // The domain's own record applies, whatever stands above it.
   if (walk[0].known && walk[0].record() != nullptr)
      found.source = 0;
   else if (found.organization_open)
      found.policy_open = found.organization_open;
   else
      found.source = inherited_record(walk, found.organizational_domain);
   return found;
}

}  // namespace dmarc
