// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"

namespace dnslint::audit {

// Loads the rule packs that the user and the profile name, each file once.
base::diagnostics load_packs(plan& p, selection const& wanted);

}  // namespace dnslint::audit
