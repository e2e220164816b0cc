// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/published.hpp"
#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// One domain's block of a text report: name, what is published, grade and score, what to do first,
// failures by severity with their fixes, then what is unknown by cause.
std::string domain_text(
   audit::domain_record const& d,
   std::vector<published_line> const& published,
   catalogue const& checks,
   text_options const& options);

}  // namespace dnslint::report
