// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dnslint::command {

struct listed_command {
   std::string name;
   std::string usage;
   std::string summary;
};

// The commands that plugins bring, from their manifests alone; by name. `arguments` may say
// --plugins.
std::vector<listed_command> plugin_commands(std::vector<std::string> const& arguments);

// Runs the one that the arguments begin with and gives its exit status; null when no plugin has it.
std::optional<int> run_plugin_command(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
