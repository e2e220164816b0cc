// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <vector>

namespace dnslint::rules {

// Every .yaml and .yml below a folder, sorted by path, but what is hidden or in a folder named
// profiles; the file itself when it is one. pack_files() leaves out labs and files of data tests,
// which may lie beside packs.
base::result<std::vector<std::string>> yaml_files(std::string const& path);

}  // namespace dnslint::rules
