// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// The escapes of master files (RFC 1035 section 5.1): "\c" and "\DDD". All output is printable
// ASCII.
namespace dnslint::dns {

// Takes one byte, written plainly or escaped, off the front of `text`, which is not empty. Null for
// a bad escape.
std::optional<char> take_escaped(std::string_view& text);

// "\DDD"
void append_decimal_escape(std::string& out, char byte);
void append_label_text(std::string& out, std::string_view label);
// A name's wire form with the trailing dot, its letters as they are.
std::string absolute_name_text(std::string_view wire);
// "\# 4 0a000001" (RFC 3597 section 5).
std::string generic_rdata_text(std::string_view rdata);
// In quotes.
std::string quoted(std::string_view bytes);
// As it is where it is UTF-8; "\DDD" for each byte that is not.
std::string utf8_or_escaped(std::string_view bytes);

}  // namespace dnslint::dns
