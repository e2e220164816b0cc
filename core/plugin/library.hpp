// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <string>

struct dnslint_plugin;

namespace dnslint::plugin {

// Loads the library (RTLD_NOW, RTLD_LOCAL) and finds its only symbol. The library is never
// unloaded.
base::result<dnslint_plugin const*> load_library(std::string const& path);

}  // namespace dnslint::plugin
