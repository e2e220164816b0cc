// SPDX-License-Identifier: Apache-2.0
#pragma once

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

namespace dnslint::audit {
struct plan;
}

namespace dnslint::scan {

// The processes that audit a list, and their rules.
struct workforce {
   std::string program;                 // that is executed for a worker
   std::vector<std::string> arguments;  // its own, from the name that it is shown by on
   std::size_t workers = 1;
   dispatcher::limits each;
   process_limits bounds;
   // A worker that gives no sign of life for so long is ended. Probes have deadlines of their own:
   // only code that does not return reaches this limit.
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
   int input = -1;                            // becomes readable when there is input again
   std::function<bool()> stop;                // somebody wants an end; asked often
   std::chrono::milliseconds patience{5000};  // for what is under way, after that
   std::function<void()> tick;                // several times a second
   std::function<void(log_line const&)> log;  // may be empty
   std::function<void(base::diagnostic const&)> tell;
   // Against which signs of life are measured.
   std::function<decider::time_point()> clock{std::chrono::steady_clock::now};
};

// What all workers have counted, those that died included, and why these died.
struct workforce_report {
   statistics counted;
   std::size_t restarts = 0;
   std::map<std::string, unsigned> crashes;  // by probe
   std::vector<std::string> switched_off;    // probes
   std::optional<base::diagnostic> failed;   // no worker can be started: the run has ended early
};

// Audits a list with worker processes. It hands out domains, takes back those that a worker could
// not finish, and gives every record to `into`. It loads no plugin and asks no question.
workforce_report supervise(workforce const& staffing, supervision const& around, results& into);

// Starts one worker, and returns the plugins that it could not load, with the reasons: those that
// it refused, or the one whose code ended it. Since that may hide others, it is called again until
// it returns none.
std::map<std::string, std::string> try_loading(workforce const& staffing, audit::plan const& plan);

// The plan's probes, as the decider knows them.
std::vector<probe_entry> entries_of(audit::plan const& plan);

}  // namespace dnslint::scan
