// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_slip.hpp"

#include <string_view>

namespace dnslint::base::yaml {

// Where a value stands: after "key: ", or after "- " when the key is empty.
struct value_place {
   std::size_t begin = 0;   // the byte of its first character
   std::size_t indent = 0;  // of the line that it belongs to
   std::string key;
};

// What a value comes to: a mistake in it, or the line that follows it.
struct value_end {
   std::optional<slip> found;
   std::size_t next_line = 0;
};

value_end quoted_value(source_lines const& source, value_place const& at);
value_end flow_value(source_lines const& source, value_place const& at);
value_end block_value(source_lines const& source, value_place const& at);
value_end plain_value(source_lines const& source, value_place const& at);

// The place of the quote that closes the one at `open`; npos when there is none.
std::size_t closing_quote(std::string_view text, std::size_t open);
// Is one of the lines after that of `begin`, up to that of `end`, indented by `indent` or less, and
// a key or an item of a list? Then what spans them has probably not been closed.
bool spans_a_key(
   source_lines const& source, std::size_t begin, std::size_t end, std::size_t indent);
// The rest of the line from `position`, without blanks at its ends.
std::string_view rest_of_line(source_lines const& source, std::size_t position);
std::size_t indent_of(std::string_view line);
// The length of the "key" in "key: value" or "key:"; 0 when the line does not begin so.
std::size_t key_length(std::string_view text);
// `key: text`, or `text` when there is no key.
std::string with_key(value_place const& at, std::string_view text);

}  // namespace dnslint::base::yaml
