// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::cel {

// The tags of a tag=value list with their values, in its order, as they are written (RFC 6376
// section 3.2). Null when it is none: a part without "=", a name that is none, or one twice.
// Borrows the text.
std::optional<std::vector<std::pair<std::string_view, std::string_view>>> tag_list(
   std::string_view text);

}  // namespace dnslint::cel
