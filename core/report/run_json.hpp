// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// What stands once in a report: each a JSON value.
std::string run_json(run_info const& run, std::string_view digest);
std::string catalogue_json(catalogue const& checks);
std::string summary_json(summary const& s);

// Ties the lines of a JSONL report to the run that they came from. Equal runs have equal digests.
std::string run_digest(run_info const& run, catalogue const& checks);

}  // namespace dnslint::report
