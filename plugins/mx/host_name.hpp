// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mx {

// Whether a name in presentation form is a host name: labels of letters, digits and inner hyphens
// (RFC 1123 section 2.1), which is what RFC 5321 section 2.3.5 asks of a mail server's name.
bool is_host_name(std::string_view name);

// Whether the name is an IP address that somebody wrote where a host name belongs: "192.0.2.1",
// "[192.0.2.1]", "2001:db8::1", or one of them made relative to `domain` by a missing dot.
bool is_address_literal(std::string_view name, std::string_view domain);

}  // namespace mx
