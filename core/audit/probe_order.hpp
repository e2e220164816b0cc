// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::plugin {
struct plugin;
}

namespace dnslint::audit {

// One probe of a plan: where it is, what it settles, and which probes must have ended before.
struct planned_probe {
   plugin::plugin const* owner = nullptr;
   std::size_t which = 0;            // in owner->manifest.probes
   std::vector<std::string> checks;  // that its code settles, selected or not
   std::vector<std::size_t> after;   // in the plan's probes; all lower than its own place
};

// All probes in an order in which each stands behind those whose facts it needs. A circle of needs
// is an error that names the probes in it.
base::result<std::vector<planned_probe>> order_probes(std::vector<plugin::plugin> const& plugins);

}  // namespace dnslint::audit
