// SPDX-License-Identifier: Apache-2.0
#include "core/audit/suppression.hpp"

#include "core/base/glob.hpp"

namespace dnslint::audit {

void suppress(
   std::string_view domain,
   std::vector<finding>& findings,
   std::vector<profile::suppression> const& suppressions,
   std::chrono::sys_seconds now)
{
   for (auto const& s : suppressions) {
      if (now >= s.end || !base::glob_matches(s.domains, domain))
         continue;
      std::shared_ptr<base::suppressed const> terms;
      for (auto& f : findings) {
         if (
            f.result != base::outcome::fail || f.suppression || !base::glob_matches(s.checks, f.id))
            continue;
         if (!terms)
            terms = std::make_shared<base::suppressed>(s.reason, s.owner, s.expires);
         f.suppression = terms;
      }
   }
}

}  // namespace dnslint::audit
