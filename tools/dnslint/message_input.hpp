// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <istream>
#include <optional>
#include <string>
#include <string_view>

// How DNS messages come to `decode`.
namespace dnslint::command {

// What TCP can carry (RFC 1035 section 4.2.2).
inline constexpr std::size_t largest_message = 65535;

enum class message_form { detected, binary, hex, base64 };

std::optional<message_form> message_form_from_text(std::string_view text);

// The bytes of one message. White space means nothing in hex and in base64, of which both alphabets
// of RFC 4648 are understood, padded or not. Detected: hex where all is hex digits, then base64,
// and binary where neither fits.
base::result<std::string> message_bytes(std::string_view input, message_form form);

// All of `in`; an error where it is more than any form of the largest message takes.
base::result<std::string> read_message(std::istream& in);

// The next message of a stream where two bytes of length stand before each, as over TCP. Null at
// the end; an error when the stream ends within a message.
base::result<std::optional<std::string>> read_framed_message(std::istream& in);

}  // namespace dnslint::command
