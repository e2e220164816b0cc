// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profile/standard_name.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dnslint::audit {

// What a user asked to run.
struct selection {
   std::vector<std::string> plugin_folders;
   std::vector<std::string> rule_paths;
   // The folder of the packs that ship. When it is among the rule_paths, those of its packs run
   // that the profile names.
   std::string shipped_packs;
   std::string profile{profile::standard_name};  // name or path
   std::string project{};                        // a file that adds to it; empty: none
   std::vector<std::string> checks;              // globs over check ids; empty: all
   std::vector<std::string> skip;                // globs
   std::vector<std::pair<std::string, std::string>> settings;  // "spf.most_terms", "12"

   bool operator==(selection const&) const = default;
};

}  // namespace dnslint::audit
