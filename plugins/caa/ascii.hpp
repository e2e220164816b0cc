// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// ASCII by the letter of the RFC's ABNF (RFC 5234 appendix B.1); the locale must not matter.
namespace caa {

constexpr auto npos = std::string_view::npos;

bool is_alpha(char c);
bool is_digit(char c);
bool is_alphanum(char c);
bool is_one_of(char c, std::string_view set);
bool is_blank(char c);    // WSP
bool is_visible(char c);  // %x21-7E
bool is_beyond_ascii(char c);

std::string lower(std::string_view text);

// For facts and messages: a byte that is neither visible nor a space stands as \DDD.
std::string printable(std::string_view bytes);

// The same, with the quotation marks, and cut when it is long.
std::string quoted(std::string_view bytes);

}  // namespace caa
