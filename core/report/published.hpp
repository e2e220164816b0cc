// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/escape.hpp"

#include <string_view>
#include <vector>

namespace dnslint::report {

// What a domain publishes about its mail and its delegation, in a line.
struct published_line {
   std::string_view label;  // "MX"
   base::untrusted text;    // "mx1.example.org, mx2.example.org", "none", "unknown: timeout"

   bool operator==(published_line const&) const = default;
};

// MX, SPF, DMARC and NS, from the facts in the JSON object of a domain; without those that no
// plugin looked at. Empty where the text is no such object.
std::vector<published_line> read_published(std::string_view json);

}  // namespace dnslint::report
