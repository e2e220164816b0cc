// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/session.hpp"
#include "tools/dnslint/progress.hpp"

namespace dnslint::command {

// The sinks of a run that this process tells of on standard error, beside its progress, and that
// signals end (scan_signals.hpp). Without an output. Borrows the progress.
engine::run_sinks sinks_beside(progress& shown, bool quiet);

// Whether what is wrong with a list is told. A list that was interrupted has its last line cut off,
// which is no fault of its author.
bool is_wanted(base::diagnostic const& d, bool quiet);

}  // namespace dnslint::command
