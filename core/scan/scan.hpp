// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/report/report.hpp"
#include "core/scan/domain_list.hpp"

#include <cstddef>
#include <functional>
#include <optional>

namespace dnslint::scan {

struct window {
   std::size_t in_flight = 100;  // domains audited at once
   bool ordered = true;          // write in the order of the list
   // Finished domains that may wait for an earlier one, so that a slow domain bounds memory and not
   // the other way round.
   std::size_t most_waiting = 1000;
};

struct totals {
   report::summary summary;
   std::uint64_t questions = 0;   // logical ones, of all domains
   std::size_t with_defects = 0;  // domains with a check that is unknown (internal)
   bool stopped = false;          // `stop` said so before the end
   base::severity worst_failure = base::severity::info;
   bool any_failure = false;
};

// Where a list comes from and goes to. `next` is null at the end; `stop` is asked between domains.
struct traffic {
   std::function<std::optional<domain_input>()> next;
   report::writer* out = nullptr;
   report::catalogue const* catalogue = nullptr;
   std::function<bool()> stop;
   std::function<void(totals const&)> progress;  // after each domain; may be empty
};

// Audits every domain of the list on world.resolver's loop, at most `how.in_flight` at once. Memory
// does not grow with the list. Does not call out.begin() or out.end().
totals run(audit::surroundings const& world, traffic const& list, window const& how);

}  // namespace dnslint::scan
