// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// Edits of a tag=value list (RFC 6376 section 3.2) that keep everything else byte for byte. Names
// of tags are compared without regard to case. Null when the text is no tag list.

// The list in which the tag has this value. A tag that was not there is the last one, but p stands
// directly behind the first one, where receivers that follow RFC 7489 look for it.
std::optional<std::string> with_tag(
   std::string_view list, std::string_view name, std::string_view value);
// The list without the tag.
std::optional<std::string> without_tag(std::string_view list, std::string_view name);

}  // namespace dnslint::cel
