// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace dnslint::base {

// Appends the UTF-8 form of a code point that is no surrogate (RFC 3629).
void append_utf8(std::string& out, std::uint32_t code);

}  // namespace dnslint::base
