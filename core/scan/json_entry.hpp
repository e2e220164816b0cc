// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/domain_line.hpp"
#include "core/scan/list_place.hpp"

namespace dnslint::scan {

// A line of a list of JSON lines: an object with `domain`, whose other columns are a text each, or
// a list of texts. Keys that no column has are left alone.
parsed_line parse_json_entry(list_place const& at);

}  // namespace dnslint::scan
