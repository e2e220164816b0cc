// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// What stands once in a report: each a JSON value.
std::string run_json(run_info const& run, std::string_view digest);
std::string catalogue_json(catalogue const& checks);
std::string summary_json(summary const& s);

}  // namespace dnslint::report
