// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"
#include "core/scan/domain_line.hpp"

namespace dnslint::scan {

// The domain of a record as it was given, to be audited again. Of a record that cannot be read,
// which may come from a damaged worker, as much as its beginning says.
domain_input input_of(report::record const& r);

}  // namespace dnslint::scan
