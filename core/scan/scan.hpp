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
   // How often `give_up` is asked while nothing happens. 0: only after something has happened, as
   // on a virtual clock.
   std::chrono::milliseconds between_looks{0};
   bool rehearses = false;  // audits are rehearsed (rehearsed_audit.hpp)
};

// Where the domains come from, and who may end the scan. `next` returns null at the end of the
// list, and is not called while it would make domains under way wait. `stop` is called between
// domains. `give_up` is called while domains are under way; once it returns true, they are left as
// they are.
struct traffic {
   std::function<std::optional<domain_input>()> next;
   std::function<bool()> stop;
   std::function<bool()> give_up;    // may be empty
   std::function<bool()> has_input;  // false: `next` would wait; may be empty
};

// Audits every domain of the list on world.resolver's loop, at most `bounds.in_flight` at once, in
// this process. Memory does not grow with the list. False when it gave up: then audits are still
// open, and the world must stay as it is until the process ends.
bool run(audit::environment const& world, traffic const& list, window const& bounds, results& into);

}  // namespace dnslint::scan
