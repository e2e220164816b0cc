// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dnslint::dns {

// The code points that a label says after its "xn--" (RFC 3492 section 6.2). Null when the text is
// malformed or names a surrogate.
std::optional<std::vector<std::uint32_t>> code_points_of_punycode(std::string_view text);

}  // namespace dnslint::dns
