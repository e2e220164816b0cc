// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/engine/gate_watch.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/run_config.hpp"
#include "core/engine/run_input.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "core/scan/results.hpp"
#include "core/scan/supervisor.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace dnslint::engine {

// Where the results of a run go, what it tells while it goes on, and who may end it.
struct run_sinks {
   output_config output;
   std::function<void(base::diagnostic const&)> tell;
   bool wants_notes = true;  // notes are told, too, on which nobody has to act
   bool is_verbose = false;  // tells what is well, too
   // At most so many domains are in the input; none: nobody knows.
   std::optional<std::size_t> most_domains{};
   // What plugins log, and what workers print; may be empty.
   std::function<void(std::string_view domain, std::string_view text)> log;
   // Called once, when everything that the run needs has been read and its outputs are about to be
   // opened; may be empty.
   std::function<void()> begins;
   // After each domain and several times a second; may be empty.
   std::function<void(scan::totals const&)> progress;
   // Returns true when somebody wants the run to end. Called often; may be empty.
   std::function<bool()> stop;
};

// What became of an upstream; `datagrams` are null over TLS.
struct upstream_state {
   resolver::upstream_report report;
   std::optional<resolver::datagram_counters> datagrams;
};

struct run_result {
   scan::totals totals;
   scan::workforce_report workforce;
   std::vector<upstream_state> upstreams;  // as this process saw them; none with workers
   std::vector<gate_result> gates;         // of the profile, by id
   bool is_ended_by_gate = false;          // one of them could not hold any more
   // Something that judges domains broke, domains were lost or results could not be written.
   bool is_incomplete = false;
   // A journal has what is done, and something is left to do: the run was stopped, or what was
   // written rests on a resolver that was dropped.
   bool can_resume = false;
   // Audits were given up. They refer to memory that stays until the process ends, which must be by
   // _exit(): code of plugins would run in destructors else.
   bool has_open_audits = false;
};

// Audits the input, in this process or with workers as the configuration says, and writes the
// results. An error is something that has to be mended before a run can begin. A program whose runs
// may have workers calls work() when its first argument is "worker".
base::result<run_result> run(run_config const& c, run_input& input, run_sinks const& sinks);

}  // namespace dnslint::engine
