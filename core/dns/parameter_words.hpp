// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::dns {

// The first word of the service parameters in a zone entry (RFC 9460 section 2.1) of which ldns
// makes something else than it says: it takes 70000 for a port and keeps 4464 of it, does not undo
// the escapes within a list, and reads the value of key1 as a list. `parameters` is what it has
// read.
std::optional<std::string> misread_parameter(std::string_view text, std::string_view parameters);

}  // namespace dnslint::dns
