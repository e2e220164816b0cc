// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "property.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace caa {

// A CAA record in presentation form (RFC 8659 section 4.1.1): flags, tag and value.
struct property_text {
   property read;
   std::size_t tag_column = 0;              // from 1
   std::vector<std::size_t> value_columns;  // of each byte of the value, and of its end
   std::optional<value_error> error;        // set: `read` is not complete
};

// The value may stand in quotation marks; in it \" and \\ stand for themselves and \DDD for a byte
// (RFC 1035 section 5.1).
property_text read_property_text(std::string_view text);

}  // namespace caa
