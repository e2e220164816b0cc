// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <set>
#include <string>

namespace dnslint::report {

// What stands above the domains of a page: how they fared.
std::string summary_html(run_info const& run, summary const& s, catalogue const& checks);

// What stands below them: the checks of these ids, each with its texts.
std::string checks_html(std::set<std::string> const& ids, catalogue const& checks);

}  // namespace dnslint::report
