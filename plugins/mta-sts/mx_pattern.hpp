// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mta_sts {

// A host name, or one behind "*." (RFC 8461 section 3.2). In lower case.
bool is_mx_pattern(std::string_view text);

// Whether a pattern allows a host: the same name, or for "*." one label more (section 4.1). Both in
// lower case and without a final dot.
bool matches(std::string_view pattern, std::string_view host);

// The hosts that no pattern allows.
std::vector<std::string> uncovered(
   std::vector<std::string> const& patterns, std::vector<std::string> const& hosts);
// The patterns that allow none of the hosts.
std::vector<std::string> unused(
   std::vector<std::string> const& patterns, std::vector<std::string> const& hosts);

}  // namespace mta_sts
