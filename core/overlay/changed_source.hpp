// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/overlay/zone_changes.hpp"
#include "core/resolver/answers/source.hpp"

#include <memory>

namespace dnslint::overlay {

// What `from` says, as it would be once the changes are published. The exchanges of changed replies
// have the destination "overlay". Trials of a resolver pass unchanged. Borrows the changes.
std::unique_ptr<resolver::source> with_changes(
   std::unique_ptr<resolver::source> from, zone_changes const& changes);

// The same of one name server. Which servers would have the changes when, nobody knows: questions
// that they concern fail as unobservable (overlaid), and the others pass.
std::unique_ptr<resolver::source> with_changes_unobserved(
   std::unique_ptr<resolver::source> from, base::event_loop& loop, zone_changes const& changes);

}  // namespace dnslint::overlay
