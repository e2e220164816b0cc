// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/output_file.hpp"
#include "core/report/report.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace dnslint::engine {

// "text, json, ... or markdown": the formats of a report.
std::string report_format_names();
bool is_report_format(std::string_view name);
// Errors unless the configured ones are among them, and have what else is asked of them.
base::diagnostics check_format(output_config const& c);

// A writer of the configured format into `to`, which it borrows. `list` is the path of the list
// whose lines SARIF points at; "-" and an empty one are none.
std::unique_ptr<report::writer> make_writer(
   output_config const& c, std::string const& list, output_file& to);

}  // namespace dnslint::engine
