// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/scan/domain_list.hpp"
#include "core/scan/results.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace dnslint::scan {

struct window {
   std::size_t in_flight = 100;  // domains audited at once
   // Finished domains that may wait for an earlier one, so that a slow domain bounds memory and not
   // the other way round.
   std::size_t most_waiting = 1000;
   // How often `give_up` is asked while nothing happens. 0: only after something has happened, as
   // on a virtual clock.
   std::chrono::milliseconds between_looks{0};
};

// Where a list comes from. `next` is null at the end, and is not called while it would keep domains
// that are under way waiting; `stop` is asked between domains, and
// `give_up` while domains are under way: once it says so they are left as they are.
struct traffic {
   std::function<std::optional<domain_input>()> next;
   std::function<bool()> stop;
   std::function<bool()> give_up;    // may be empty
   std::function<bool()> has_input;  // false: `next` would wait; may be empty
};

// Audits every domain of the list on world.resolver's loop, at most `how.in_flight` at once, in
// this process. Memory does not grow with the list. False when it gave up: then audits are still
// open, and the world must stay as it is until the process ends.
bool run(audit::environment const& world, traffic const& list, window const& how, results& into);

}  // namespace dnslint::scan
