// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/published.hpp"
#include "core/report/report.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::report {

// The anchor of what a page says of a check.
std::string html_check_anchor(std::string_view id);

// One domain as a part of a page that can be opened: its verdict, and its findings with these
// outcomes. `number` is its place in the report. It begins with "<details", so that " open" may be
// put behind that.
std::string domain_html(
   audit::domain_record const& d,
   std::size_t number,
   std::vector<published_line> const& published,
   catalogue const& checks,
   outcomes const& show);

}  // namespace dnslint::report
