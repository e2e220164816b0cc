// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/engine/world.hpp"
#include "core/scan/message.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace dnslint::scan {
class board_watch;
}

namespace dnslint::engine {

// What one process counts of a scan, beside the domains: questions by type and outcome, how long
// answers took, what the resolver and the probes used. Borrows the world.
class run_counters {
public:
   explicit run_counters(world const& w)
   : world_{&w}
   {}

   // Counts an exchange that contributed to an answer.
   void seen(resolver::exchange const& e);
   // Returns all counters by name (docs/lists.md), those of probes only if there is a watch, and
   // remarks on upstreams that spoil the scan or on questions that a replay lacked.
   scan::statistics take(scan::board_watch const* watch, audit::plan const& plan) const;

private:
   world const* world_;
   std::map<std::pair<std::uint16_t, std::string>, std::uint64_t> questions_;
   std::map<unsigned, std::uint64_t> latency_;  // by the bucket's upper bound, ms
};

// The world of audits whose exchanges are counted. Everything is borrowed.
audit::environment audits_in(world& w, audit::plan const& p, run_counters& counters);

// The upper bound of the bucket of a latency: bounds grow by a quarter.
unsigned latency_bound(std::uint64_t milliseconds);
// The latency that this share of the counted ones did not exceed, in ms; 0 when none was counted.
unsigned latency_percentile(scan::statistics const& counted, double share);

}  // namespace dnslint::engine
