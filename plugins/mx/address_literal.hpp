// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mx {

// Whether the name is an IP address that somebody wrote where a host name belongs: "192.0.2.1",
// "[192.0.2.1]", "2001:db8::1", or one of them made relative to `domain` by a missing dot.
bool is_address_literal(std::string_view name, std::string_view domain);

}  // namespace mx
