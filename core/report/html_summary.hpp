// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/html_worst.hpp"
#include "core/report/report.hpp"

#include <map>
#include <string>

namespace dnslint::report {

// What stands above the domains of a page: how they fared.
// `worst` is the part about the worst of them.
std::string summary_html(
   run_info const& run, summary const& s, catalogue const& checks, std::string const& worst);

// What stands below them: these checks, each with its texts and the domains on which it failed.
std::string checks_html(
   std::map<std::string, failing_domains> const& told, catalogue const& checks);

}  // namespace dnslint::report
