// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::dns {

// One entry of a master file (RFC 1035 section 5.1) on one line: comments are gone, and what stood
// in parentheses is joined. It begins with a blank when its owner is left out.
struct zone_entry {
   std::uint32_t line = 0;       // where it begins; counts from 1
   std::string_view first_line;  // of the text that was split, as it stands there
   std::string text;
};

// The entries that are not empty. `text` must outlive them.
base::result<std::vector<zone_entry>> split_zone_text(std::string_view text);

}  // namespace dnslint::dns
