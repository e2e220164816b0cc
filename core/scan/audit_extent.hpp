// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"

namespace dnslint::scan {

// Whether a domain counts as not audited: none of its checks passed or failed and some are unknown,
// or of those that passed, failed or are unknown a larger share than `most_unknown` (0 to 1) is
// unknown. Unknowns of the class unobservable do not count, since no question can tell them.
bool is_unaudited(report::domain_counts const& d, double most_unknown = 1);

}  // namespace dnslint::scan
