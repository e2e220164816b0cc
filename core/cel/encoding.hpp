// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// RFC 4648 section 4, padded or not padded at all; nothing else than the alphabet, and no bits
// beyond the last byte. Null for other texts.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace dnslint::cel
