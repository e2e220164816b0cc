// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/output_file.hpp"

#include <memory>
#include <string>

namespace dnslint::command {

// "text, json, ... or markdown": what --format of a report may be.
std::string report_format_names();
// An error unless it is one of them.
base::diagnostics check_format(options const& o);

// The writer of that format into `to`, which it borrows.
std::unique_ptr<report::writer> make_writer(options const& o, output_file& to);

}  // namespace dnslint::command
