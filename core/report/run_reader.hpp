// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/report/report.hpp"

#include <string>
#include <string_view>

namespace dnslint::report {

// What a journal's first line says.
struct journal_header {
   run_info about;
   catalogue checks;
};

// From that line. What it does not know it ignores; errors say what is wrong with the text.
base::result<journal_header> read_header(std::string_view line);

}  // namespace dnslint::report
