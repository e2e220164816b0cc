// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// The end of a list's text report: how its domains fared, grouped by grade, check and cause.
std::string summary_text(summary const& s, catalogue const& checks, text_options const& options);

}  // namespace dnslint::report
