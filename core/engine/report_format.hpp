// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/output_file.hpp"
#include "core/report/report.hpp"

#include <memory>
#include <string>

namespace dnslint::engine {

// "text, json, ... or markdown": the formats of a report.
std::string report_format_names();
// An error unless the configured one is among them.
base::diagnostics check_format(output_config const& c);

// A writer of the configured format into `to`, which it borrows. `list` is the path of the list
// whose lines SARIF points at; "-" and an empty one are none.
std::unique_ptr<report::writer> make_writer(
   output_config const& c, std::string const& list, output_file& to);

}  // namespace dnslint::engine
