// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/engine/run_config.hpp"
#include "core/engine/world.hpp"
#include "core/report/run_id.hpp"
#include "core/scan/supervisor.hpp"

#include <cstddef>

namespace dnslint::audit {
struct built_plan;
}

namespace dnslint::engine {

// So many workers for this run. Each is this program with "worker" as its argument.
scan::workforce workforce_for(run_config const& c, std::size_t workers);

// A plan without code, of the plugins whose code can be loaded. Each plugin whose code cannot be is
// found by a worker that tries, and left out.
base::result<audit::built_plan> build_loadable(run_config const& c, scan::workforce& workforce);

// Tells the workers as of when they judge, what the upstreams are like, and which plugins and rules
// they must find.
void instruct(
   scan::workforce& workforce, run_config const& c, world const& w, report::run_id const& id);

}  // namespace dnslint::engine
