// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

namespace dnslint::command {

// `dnslint explain DOMAIN/CHECK --from REPORT`: why a finding of a report came out as it did, what
// it cost, and how to mend it. Gives an exit_status.
int explain_finding(options const& o);

}  // namespace dnslint::command
