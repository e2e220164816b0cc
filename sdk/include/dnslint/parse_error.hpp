// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_PARSE_ERROR_HPP
#define DNSLINT_PARSE_ERROR_HPP

#include <cstddef>
#include <string>

namespace dnslint {

// A problem of a text that was read, and its place. Everything that reads records reports errors in
// this form: in facts, in the output of commands, and in messages.
struct parse_error {
   std::size_t column = 0;  // characters of the text, from 1: column_of()
   std::string text;        // a clause without the column: "tag p has no value"

   bool operator==(parse_error const&) const = default;
};

// "column 13: tag p has no value"
inline std::string to_text(parse_error const& e)
{
   return "column " + std::to_string(e.column) + ": " + e.text;
}

}  // namespace dnslint

#endif
