// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::report {

// The text of a report, from a file that may be packed.
struct report_text {
   std::string text;
   base::diagnostics warnings{};  // the file is cut, or damaged
};

// All of it; an error if it cannot be read or is longer than `most_report_bytes`.
base::result<report_text> read_report_text(std::string const& path);

// Of a packed report that has its seek table, the line of the run and the lines among which the
// domain is, if it is there at all; no other frame is read. Null for any other file.
std::optional<std::string> read_lines_around(std::string const& path, std::string_view domain);

}  // namespace dnslint::report
