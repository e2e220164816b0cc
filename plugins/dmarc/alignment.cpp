// SPDX-License-Identifier: Apache-2.0
#include "alignment.hpp"

namespace dmarc {

std::optional<bool> is_aligned(
   identifier const& from, identifier const& authenticated, std::optional<bool> strict)
{
   // The same name is aligned in both modes.
   if (from.domain == authenticated.domain)
      return true;
   if (strict == true)
      return false;
   if (!from.organizational_domain || !authenticated.organizational_domain)
      return std::nullopt;
   bool const same = *from.organizational_domain == *authenticated.organizational_domain;
   if (same && !strict)
      return std::nullopt;
   return same;
}

}  // namespace dmarc
