// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace soa {

// Whether a name in presentation form is a host name: labels of letters, digits and inner hyphens,
// of which the last begins with a letter (RFC 1123 section 2.1). The root is none.
bool is_host_name(std::string_view name);

}  // namespace soa
