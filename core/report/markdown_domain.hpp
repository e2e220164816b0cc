// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>

namespace dnslint::report {

// One domain under a heading: its verdict, and its findings with these outcomes as a list.
std::string domain_markdown(
   audit::domain_record const& d, catalogue const& checks, outcomes const& show);

}  // namespace dnslint::report
