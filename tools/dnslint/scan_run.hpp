// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/supervisor.hpp"
#include "tools/dnslint/progress.hpp"
#include "tools/dnslint/scan_input.hpp"
#include "tools/dnslint/scan_output.hpp"
#include "tools/dnslint/world.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::command {

// One run of `dnslint scan`, after its options were read. Borrows them, the list, and the key of
// the sets of names.
class scan_run {
public:
   scan_run(
      options const& o,
      std::vector<std::string> const& arguments,
      scan_input& in,
      scan::domain_intake const& intake,
      scan::digest_key const& key);

   // Each gives the exit status.
   int in_this_process();
   int with_workers(std::size_t workers);

private:
   using clock = std::chrono::steady_clock;

   // Opens the outputs and takes over what another run has done; null when that failed, which has
   // been told.
   bool is_as_told(world const& w, audit::built_plan const& built) const;
   std::unique_ptr<scan_output> open(world const& w, audit::built_plan const& built);
   scan::results& results_for(scan_output& out);
   void show_progress(scan::totals const& t);
   // Writes the end of everything, and tells.
   int end(scan_output& out, scan::workforce_report const& by, bool is_incomplete);
   int status(bool is_incomplete) const;
   bool must_stop(scan_output& out) const;
   bool write_statistics(scan::workforce_report const& by) const;

   options const& options_;
   std::vector<std::string> const& arguments_;
   scan_input& in_;
   scan::domain_intake const& intake_;
   scan::name_set done_;
   report::catalogue catalogue_;
   std::unique_ptr<scan::results> results_;
   progress shown_;
   std::function<std::uint64_t()> cache_hits_;  // of this process; empty with workers
   std::size_t workers_ = 0;
   clock::time_point began_ = clock::now();
};

}  // namespace dnslint::command
