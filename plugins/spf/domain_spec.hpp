// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace spf {

// Where a text leaves the grammar, and how.
struct syntax_error {
   std::size_t offset = 0;  // bytes into the text that was read
   std::string text;
};

// A text with macros, read by the grammar of RFC 7208 section 7.1.
struct macro_text {
   std::string letters;  // of its macros, lower case, each once, in order of appearance
   std::optional<syntax_error> error;
};

// macro-string.
macro_text read_macro_string(std::string_view text);

// domain-spec: a macro-string that ends in a top-level label or a macro. The letters of the
// explanation text, c, r and t, are errors in it (section 7.2).
macro_text read_domain_spec(std::string_view text);

// explain-string (section 6.2): macro-strings with spaces between them.
macro_text read_explain_string(std::string_view text);

// Whether a text without macros is a domain name: labels of 1 to 63 bytes, 253 in all.
bool is_domain_name(std::string_view text);

}  // namespace spf
