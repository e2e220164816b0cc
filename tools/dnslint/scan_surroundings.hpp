// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/report/report.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/scan_counters.hpp"
#include "tools/dnslint/world.hpp"

#include <functional>

namespace dnslint::command {

// What each audit of a scan stands in. Everything is borrowed.
audit::environment environment_of(world& w, audit::plan const& what, scan_counters& counted);

// What the report says of the run.
report::run_info describe_run(options const& o, world const& w, audit::plan const& what);

}  // namespace dnslint::command
