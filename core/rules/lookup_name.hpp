// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::rules {

// What makes a template no domain name, whatever its expressions come to.
struct name_fault {
   std::size_t offset = 0;  // in bytes
   std::string message;
   std::string hint;
};

// `text` is the template of a lookup's name. Returns null if it can make a name (RFC 1035 section
// 2.3.1, with the underscores of RFC 8552 and the slashes of RFC 2317).
std::optional<name_fault> find_name_fault(std::string_view text);

}  // namespace dnslint::rules
