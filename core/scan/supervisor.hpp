// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"
#include "core/scan/decider.hpp"
#include "core/scan/results.hpp"
#include "core/scan/worker_process.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::scan {

// The processes that audit a list, and their rules.
struct workforce {
   std::string program;                 // that is executed for a worker
   std::vector<std::string> arguments;  // its own, from the name that it is shown by on
   std::size_t workers = 1;
   dispatcher::limits each;
   process_limits most;
   // Without a sign of life for so long a worker is ended. Probes have deadlines of their own; only
   // code that does not return gets here.
   std::chrono::milliseconds stuck_after{10'000};
   setup first;
};

// What a supervisor is given by its caller.
struct supervision {
   audit::plan const* plan = nullptr;  // without code
   report::catalogue const* catalogue = nullptr;
   // The next domain; null when the list is at its end. Asked only while `has_input` is not false.
   std::function<std::optional<domain_input>()> next;
   std::function<bool()> has_input;           // false: nothing can be read now; may be empty
   int input = -1;                            // the descriptor to wait for then
   std::function<bool()> stop;                // somebody wants an end; asked often
   std::chrono::milliseconds patience{5000};  // for what is under way, after that
   std::function<void()> tick;                // several times a second
   std::function<void(log_line const&)> log;  // may be empty
   std::function<void(base::diagnostic const&)> tell;
   // Against which signs of life are measured.
   std::function<decider::time_point()> clock{std::chrono::steady_clock::now};
};

// What the workers counted, those that ended included, and what they died of.
struct workforce_report {
   statistics counted;
   std::size_t restarts = 0;
   std::map<std::string, unsigned> crashes;  // by probe
   std::vector<std::string> switched_off;    // probes
   std::optional<base::diagnostic> failed;   // no worker can be started: the run has ended early
};

// Audits a list with worker processes: hands out domains, takes back what a worker could not
// finish, and gives every finished domain to `into`. Loads no plugin and asks nothing.
workforce_report supervise(workforce const& with, supervision const& around, results& into);

// The plugins that cannot be loaded, and why: those that a worker refused once it had their code,
// or the one that ended it. One at a time, so it is called until there is none.
std::map<std::string, std::string> try_loading(workforce const& with, audit::plan const& plan);

// The plan's probes, as the decider knows them.
std::vector<probe_entry> entries_of(audit::plan const& plan);

}  // namespace dnslint::scan
