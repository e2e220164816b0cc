// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/difference.hpp"

#include <string>

namespace dnslint::report {

// Differences for people and for programs. All text from reports is made safe.
std::string difference_text(domain_difference const& d);
std::string difference_text(difference_counts const& all);
// A line of JSON (docs/comparing.md).
std::string difference_json(domain_difference const& d);
std::string difference_json(difference_counts const& all);
std::string difference_markdown(domain_difference const& d);
std::string difference_markdown(difference_counts const& all);

}  // namespace dnslint::report
