// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// ASCII by the letter of the RFC's ABNF (RFC 5234 appendix B.1); the locale must not matter.
namespace spf {

bool is_alpha(char c);
bool is_digit(char c);
bool is_alphanum(char c);
bool is_visible(char c);  // %x21-7E

std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);

// For facts and messages: a byte that is neither visible nor a space stands as \DDD.
std::string printable(std::string_view bytes);

}  // namespace spf
