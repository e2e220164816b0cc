// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/session.hpp"
#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/options.hpp"

#include <string>
#include <vector>

namespace dnslint::command {

// On standard error, while a scan runs and when it has ended.
void tell_log(std::string_view domain, std::string_view text);
// What --verbose adds: counters of the run, and of each upstream where they are in this process.
void tell_statistics(scan::totals const& t, scan::statistics const& counted);
void tell_upstreams(std::vector<engine::upstream_state> const& all);
// Says how many domains count as not audited, if any do.
void tell_unaudited(scan::totals const& t);
// Says how many failures the baseline lacks, if there is one.
void tell_new_failures(options const& o, scan::totals const& t);
// A line for each gate of the profile; of those that hold not if it is to be quiet.
void tell_gates(engine::run_result const& r, bool quiet);
void tell_remarks(scan::statistics const& counted);
// The command that goes on where this one stopped, or does again what is not to be believed.
void tell_how_to_resume(
   std::vector<std::string> const& arguments, options const& o, bool was_stopped);

// A word as a shell reads it.
std::string shell_word(std::string_view word);

}  // namespace dnslint::command
