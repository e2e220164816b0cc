// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/profile/profile.hpp"

namespace dnslint::audit {

// Marks the failures that a suppression accepts as of `now`; nothing else of them changes.
void suppress(
   std::string_view domain,
   std::vector<finding>& findings,
   std::vector<profile::suppression> const& suppressions,
   std::chrono::sys_seconds now);

}  // namespace dnslint::audit
