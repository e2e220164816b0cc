// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"
#include "core/authoring/plugin_check_lab.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dnslint::authoring {

// One probe of one plugin in one lab.
struct probe_case {
   std::string file;
   std::vector<std::string> companions;
   std::string probe;
   plugin_lab const* lab = nullptr;
   std::vector<std::pair<std::string, std::string>> settings;  // "spf.most_terms", "12"
};

// The plugin of this file as a host plans it, its companions beside it. An error says why a host
// would refuse it.
base::result<std::unique_ptr<audit::plan>> plan_for(
   std::string const& file, std::vector<std::string> const& companions, plugin::load_code code);
plugin::plugin const& plugin_of(audit::plan const& p, std::string const& file);

// Runs the case in this process, whatever the plugin does to it. The text has a line for each thing
// that was wrong.
std::string run_probe_case(probe_case const& c);

}  // namespace dnslint::authoring
