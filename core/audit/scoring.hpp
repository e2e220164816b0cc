// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"

namespace dnslint::audit {

struct plan;

// Scores a record by the plan's profile, and by the standard profile so that domains of different
// profiles compare. The record's findings are those of all checks of the plan, in its order.
void score_findings(plan const& plan, domain_record& record);

}  // namespace dnslint::audit
