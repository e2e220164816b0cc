// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "tools/dnslint/options.hpp"

namespace dnslint::audit {
struct built_plan;
}

namespace dnslint::command {

// The plan of a scan with these options, made from manifests: no code of a plugin runs.
base::result<audit::built_plan> plan_without_code(options const& o);

}  // namespace dnslint::command
