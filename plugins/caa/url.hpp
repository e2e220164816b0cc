// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "property.hpp"

#include <optional>
#include <string_view>

namespace caa {

// What keeps the text from being a URI (RFC 3986): its scheme, its characters, its escapes.
std::optional<value_error> error_of_uri(std::string_view text);

// What keeps it from being the value of iodef: a mailto, http or https URL (RFC 8659 section 4.4).
std::optional<value_error> error_of_report_url(std::string_view text);

}  // namespace caa
