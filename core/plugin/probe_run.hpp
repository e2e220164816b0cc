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

namespace dnslint::hosts {
class https_source;
}

namespace dnslint::plugin {

struct plugin;

// Everything that a run uses. All members are borrowed and must outlive the run.
struct run_environment {
   base::event_loop* loop = nullptr;
   resolver::domain_memo* memo = nullptr;
   resolver::direct_resolver* direct = nullptr;  // null if no server may be asked directly
   // Why no server may be asked directly. Null if the power was not granted.
   std::optional<base::cause> why_no_direct;
   hosts::https_source* https = nullptr;  // null if no host may be asked over HTTPS
   std::string domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;              // facts that earlier probes published
   facts::map const* options = nullptr;             // options of this plugin
   std::set<std::string> const* granted = nullptr;  // granted powers: "dnslint.dns/1"
   std::function<void(std::string_view)> log;       // may be empty
   phase watched;                                   // called when the plugin's code is entered
   std::optional<base::cause> left_out;             // why the probe must not run; null: it may
};

// The result of a run. However the run ended, it has a finding for each check of the probe and a
// value for each of its facts.
struct run_result {
   std::vector<base::finding> findings;  // sorted by id
   facts::map facts;
   // Set if the probe misbehaved: an exception, a misuse, no end.
   std::optional<base::cause> defect;
};

// Runs one probe on one domain. Calls `done` once, from the loop, after the plugin's task is
// destroyed. A probe is abandoned if it does not end within a grace period after its deadline, or
// if it asks without end. The task of an abandoned probe is never destroyed, and its open checks
// and facts are unknown (internal: not-ended).
class probe_run {
public:
   using done = std::function<void(run_result)>;

   // `which` is an index into p.manifest.probes. `checks` holds the ids of the checks that this
   // probe settles.
   static void start(
      plugin const& p,
      std::size_t which,
      std::vector<std::string> checks,
      run_environment where,
      done on_done);
};

constexpr std::chrono::milliseconds grace_after_deadline{2000};
// Questions of one run; a domain's budget is far smaller.
constexpr std::uint64_t most_questions = 10'000;

}  // namespace dnslint::plugin
