// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <optional>
#include <string_view>

namespace caa {

// Why the text is no URI (RFC 3986). Null if it is one.
std::optional<dnslint::parse_error> error_of_uri(std::string_view text);

// Why the text is no value of iodef, which is a mailto, http or https URL (RFC 8659 section 4.4).
std::optional<dnslint::parse_error> error_of_report_url(std::string_view text);

}  // namespace caa
