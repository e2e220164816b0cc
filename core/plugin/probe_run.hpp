// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/base/finding.hpp"
#include "core/facts/value.hpp"
#include "core/plugin/phase_watch.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>

namespace dnslint::plugin {

struct plugin;

// Everything that a run uses. All of it is borrowed and outlives the run.
struct run_environment {
   base::event_loop* loop = nullptr;
   resolver::domain_memo* memo = nullptr;
   resolver::direct_resolver* direct = nullptr;  // none where no server can be asked by itself
   std::optional<base::cause> why_no_direct;     // null: it was not granted
   std::string domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;              // what earlier probes published
   facts::map const* options = nullptr;             // of this plugin
   std::set<std::string> const* granted = nullptr;  // powers, "dnslint.dns/1"
   std::function<void(std::string_view)> log;       // may be empty
   phase watched;                                   // told when the plugin's code is entered
   std::optional<base::cause> left_out;             // the probe is not to run, for this reason
};

// The result has a finding for every check that the probe settles, and every fact that it
// publishes, however the run ended.
struct run_result {
   std::vector<base::finding> findings;  // sorted by id
   facts::map facts;
   std::optional<base::cause> defect;  // the probe misbehaved: an exception, a misuse, no end
};

// Runs one probe on one domain and calls `done` once, from the loop, after the plugin's task is
// destroyed. A probe that does not end within a grace after its deadline, or asks without end, is
// abandoned: its task is never destroyed, and what was open is unknown (internal: not-ended).
class probe_run {
public:
   using done = std::function<void(run_result)>;

   // `which` counts in the order of p.manifest.probes; `checks` are those that this probe settles.
   static void start(
      plugin const& p,
      std::size_t which,
      std::vector<std::string> checks,
      run_environment where,
      done on_done);
};

constexpr std::chrono::milliseconds grace_after_deadline{2000};
constexpr std::uint64_t most_questions = 10'000;  // of one run; a domain's budget is far less

}  // namespace dnslint::plugin
