// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// ASCII by the letter of the RFC's ABNF (RFC 5234 appendix B.1); the locale must not matter.
namespace tls_rpt {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view blanks = " \t";  // WSP

bool is_alpha(char c);
bool is_alphanum(char c);
bool is_one_of(char c, std::string_view set);
bool is_visible(char c);  // %x21-7E

std::string lower(std::string_view text);
std::string_view without_blanks(std::string_view text);  // around it

// For messages: in quotation marks, what is neither visible nor a space as \DDD, cut when long.
std::string quoted(std::string_view bytes);

}  // namespace tls_rpt
