// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/report/report.hpp"

#include <string>
#include <string_view>

namespace dnslint::report {

// What the first line of a journal or a JSONL report says.
struct journal_header {
   run_info about;
   catalogue checks;
};

// From that line. What it does not know it ignores; errors say what is wrong with the text.
base::result<journal_header> read_header(std::string_view line);

// From a line with a summary: how many lines of the list were wrong; 0 if it does not say.
std::size_t bad_lines_of(std::string_view line);

}  // namespace dnslint::report
