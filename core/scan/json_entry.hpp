// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/domain_line.hpp"
#include "core/scan/list_place.hpp"

namespace dnslint::scan {

// Reads one line of a list of JSON lines: an object with the member `domain`. Every other column is
// a text or a list of texts. Members that are no columns are ignored.
parsed_line parse_json_entry(list_place const& at);

}  // namespace dnslint::scan
