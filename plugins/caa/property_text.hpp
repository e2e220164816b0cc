// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "property.hpp"

#include <dnslint/parse_error.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace caa {

// A CAA record in presentation form (RFC 8659 section 4.1.1): flags, tag and value.
struct property_text {
   property read;
   std::size_t tag_offset = 0;                 // bytes into the text
   std::vector<std::size_t> value_offsets;     // of each byte of the value, and of its end
   std::optional<dnslint::parse_error> error;  // set: `read` is not complete
};

// The value may stand in quotation marks. In it, \" and \\ mean the character behind the backslash,
// and \DDD means a byte by its decimal number (RFC 1035 section 5.1).
property_text read_property_text(std::string_view text);

// Where an error of the value stands in the text.
dnslint::parse_error error_in_text(
   dnslint::parse_error in_value, property_text const& made, std::string_view text);

}  // namespace caa
