// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_PARSE_OUTPUT_HPP
#define DNSLINT_PARSE_OUTPUT_HPP

#include <dnslint/command.hpp>
#include <dnslint/parse_error.hpp>

#include <string_view>
#include <vector>

namespace dnslint {

// Publishes errors as a list of maps {column, text}.
inline void publish_errors(
   keyed_writer const& into, std::string_view key, std::vector<parse_error> const& errors)
{
   auto const list = into.list(key);
   for (auto const& e : errors) {
      auto const entry = list.add_map();
      entry.set("column", e.column);
      entry.set("text", std::string_view{e.text});
   }
}

// For a command that reads a record, such as `parse acme`: publishes the list `errors`, which is
// empty if nothing is wrong, and writes each error as a line. With an error the command ends with
// status 1.
inline void report_errors(command_context const& cx, std::vector<parse_error> const& errors)
{
   publish_errors(cx.values(), "errors", errors);
   for (auto const& e : errors)
      cx.text(to_text(e) + '\n');
   if (!errors.empty())
      cx.status(exit_status::wrong);
}

// The record in the standard input of such a command: the line feed that ends a line of text is no
// part of the record.
constexpr std::string_view record_in(std::string_view input)
{
   if (input.ends_with('\n'))
      input.remove_suffix(1);
   if (input.ends_with('\r'))
      input.remove_suffix(1);
   return input;
}

}  // namespace dnslint

#endif
