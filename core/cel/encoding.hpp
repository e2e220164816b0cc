// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// RFC 4648 section 4, padded or not padded at all; nothing else than the alphabet, and no bits
// beyond the last byte. Null for other texts.
std::optional<std::string> from_base64(std::string_view text);

void append_utf8(std::string& out, std::uint32_t code);

// The label's Unicode form when it is an A-label, "xn--..." (RFC 3492); the label itself when it is
// none or is malformed. The form is only shown: that its characters are allowed is not checked.
std::string unicode_label(std::string_view label);

}  // namespace dnslint::cel
