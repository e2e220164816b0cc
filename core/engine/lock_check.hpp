// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/run_config.hpp"

namespace dnslint::audit {
struct plan;
}

namespace dnslint::engine {

// How plugins, packs and profiles differ from the lock file that the configuration names, found
// without running any plugin's code; empty where it names none.
base::diagnostics check_lock(run_config const& c);
// The same of a plan that was built, by the bytes that it was made from.
base::diagnostics check_lock(run_config const& c, audit::plan const& p);

}  // namespace dnslint::engine
