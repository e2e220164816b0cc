// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"
#include "core/report/worst_domains.hpp"

#include <string>

namespace dnslint::report {

// The rows of its table of domains.
constexpr std::size_t most_worst_domains = 20;

// The end of a list's text report: how its domains fared, grouped by grade, check and cause.
std::string summary_text(
   summary const& s,
   worst_domains const& worst,
   catalogue const& checks,
   text_options const& options);

}  // namespace dnslint::report
