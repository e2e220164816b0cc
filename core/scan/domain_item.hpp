// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/dns/name.hpp"

#include <string>
#include <string_view>

namespace dnslint::scan {

// What a line or argument holds once comments and white space are gone.
struct domain_item {
   std::string_view text;  // what stands for a domain
   std::string_view from;  // what it was taken from: "a URL", "an e-mail address"; empty: nothing
};

// The part of a URL, e-mail address or host with a port that stands for a domain.
domain_item find_domain(std::string_view item);

// A domain as its name: U-labels become A-labels, then every character and label is checked.
base::result<dns::name> read_domain(std::string_view text);

// For messages: in quotes, and not longer than one reads.
std::string quoted(std::string_view text);

}  // namespace dnslint::scan
