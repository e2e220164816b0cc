// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/facts/value.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dnslint::plugin {
struct manifest;
}

namespace dnslint::command {

// The options of one plugin, with what --set says of them ("spf.most_terms", "12"). A name that the
// plugin does not have is an error.
base::result<facts::map> plugin_settings(
   plugin::manifest const& manifest, std::vector<std::pair<std::string, std::string>> const& given);

}  // namespace dnslint::command
