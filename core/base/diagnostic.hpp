// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::base {

// Where in a text something stands. Lines and columns count from 1, columns in characters, not
// bytes; 0 stands for "not known".
struct location {
   std::string file;
   std::uint32_t line = 0;
   std::uint32_t column = 0;
   std::string line_text;  // the whole line, for showing a caret below it; may be hostile

   bool operator==(location const&) const = default;
};

enum class diagnostic_level : std::uint8_t { error, warning, note };

// Something that a user must know and can act on: what, where, and what to do.
struct diagnostic {
   diagnostic_level level = diagnostic_level::error;
   location where;
   std::string message;  // one sentence without a full stop
   std::string hint;     // what to write or do instead; may be empty

   bool operator==(diagnostic const&) const = default;
};

using diagnostics = std::vector<diagnostic>;

diagnostic error(std::string message, std::string hint = {});
diagnostic error_in(std::string file, std::string message, std::string hint = {});
diagnostic warning(std::string message, std::string hint = {});

// "file:line:col: error: message", then the line with a caret, then the hint; each part only where
// it is known. Safe to print to a terminal. Ends with a newline.
std::string to_text(diagnostic const& d);
std::string to_text(diagnostics const& all);

}  // namespace dnslint::base
