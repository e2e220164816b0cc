// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/published.hpp"
#include "core/report/rank.hpp"

#include <string>
#include <string_view>
#include <vector>

// Pictures of a page, each an <svg> with its text. 320 units wide, as the narrowest screens are, so
// that their letters are nowhere smaller than those around them.
namespace dnslint::report {

// How many domains have each grade, as bars.
std::string grades_picture(ranked_counts const& grades);

// What each control costs, as bars; empty where nothing was lost.
std::string losses_picture(std::vector<score::control_score> const& controls);

// How mail comes to the domain, and what stops mail in its name; empty where nothing was seen of
// it.
std::string mail_picture(std::string const& domain, std::vector<published_line> const& published);

// "grade-A", or "grade-other" for a grade that has no colour of its own.
std::string grade_class(std::string_view grade);

}  // namespace dnslint::report
