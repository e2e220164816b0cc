// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace dnslint::authoring {

// One thing that was tried with a plugin. Texts may quote what the plugin said: hostile.
struct plugin_case {
   std::string group;    // "file", or the id of a probe
   std::string name;     // "one-symbol", "servfail", "many with most_exchanges=100"
   std::string failure;  // empty: passed
};

struct checked_plugin {
   std::string file;
   std::vector<plugin_case> cases;
   std::vector<std::string> warnings;
};

struct plugin_check_settings {
   std::vector<std::string> companions;           // folders of plugins whose facts this one needs
   std::uint64_t seed = 0;                        // of the random records
   std::chrono::milliseconds time_limit{10'000};  // of each case
};

// Tries everything. Code of the plugin runs in processes of their own only.
checked_plugin check_plugin(std::string const& file, plugin_check_settings const& settings);

}  // namespace dnslint::authoring
