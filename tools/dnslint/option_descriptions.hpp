// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace dnslint::command {

// One option as --help shows it.
struct option_description {
   enum class kind : std::uint8_t { flag, one, many };  // how often it has a value

   char const* name;  // "list,l"
   kind takes;
   char const* value_name;  // empty for a flag
   char const* text;
};
struct option_list {
   char const* title;
   std::span<option_description const> all;
};

// The small groups; the large ones stand with parse_options().
option_list serving();
option_list plugin_folders();
option_list journals();
option_list format_only();
option_list tests();
option_list scaffold();
option_list plugin_check();

}  // namespace dnslint::command
