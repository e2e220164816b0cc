// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace dnslint::cel {

// The double nearest to a decimal number such as "-1.5e3", a sign "+" allowed, or to "Infinity" or
// "NaN". A number too small for a double is 0 (IEEE 754); null for one that is too large, and for
// what is no number.
std::optional<double> double_from_text(std::string_view text);

}  // namespace dnslint::cel
