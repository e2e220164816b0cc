// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// One domain's block of a text report: name, grade and score, what to do first, failures by
// severity with their fixes, then what is unknown by cause.
std::string domain_text(
   audit::domain_record const& d, catalogue const& checks, text_options const& options);

}  // namespace dnslint::report
