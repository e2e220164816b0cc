// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"

#include <vector>

namespace dnslint::audit {

struct plan;

// Sees to it that a report never advises two different records for one name and type. Of findings
// that do, the record of the most severe one stays, of equals that of the first by id; the others
// keep their words. The findings are those of the plan's checks, in their order.
void settle_advice(plan const& p, std::vector<finding>& findings);

}  // namespace dnslint::audit
