// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/difference.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/options.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dnslint::command {

// A folder of this process for files that nobody keeps; removed with all that is in it.
class scratch_folder {
public:
   // An error if it cannot be made. From then on a signal ends the process in order
   // (scan_signals.hpp), so that the folder goes.
   static base::result<scratch_folder> make();
   scratch_folder(scratch_folder&& other) noexcept;
   scratch_folder& operator=(scratch_folder&&) = delete;
   ~scratch_folder();

   std::string file(std::string_view name) const { return (path_ / name).string(); }

private:
   explicit scratch_folder(std::filesystem::path path);

   std::filesystem::path path_;  // empty: moved from
};

// How one run or several ended.
struct audit_end {
   bool is_incomplete = false;    // some domains could not be audited
   bool was_stopped = false;      // by a signal
   bool has_open_audits = false;  // the process must end by _exit()

   void add(audit_end const& other);
};
// The status that an end asks for; `otherwise` where all went well.
exit_status status_of(audit_end const& e, exit_status otherwise);
// What main() returns; where audits are open the process ends here.
int leave(exit_status status, audit_end const& e);

// Audits the arguments and the list of the options as a scan does, and tells what a scan tells.
// The report of it, in JSONL, is written to `file`. An error is wrong usage or configuration.
base::result<audit_end> audit_to_file(
   options const& o, std::vector<std::string> const& overlays, std::string const& file);

// The domains of a report, packed or not, JSON or JSONL, by name.
using domain_states = std::map<std::string, report::domain_state, std::less<>>;
base::result<domain_states> read_states(std::string const& file);
// Tells each domain; whoever is told returns false to hear no more.
base::diagnostics for_each_domain(
   std::string const& file, std::function<bool(report::reported_domain)> const& use);

}  // namespace dnslint::command
