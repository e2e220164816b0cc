// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::audit {

// The checks that belong to dnslint itself, in the form of a plugin's checks.yaml.
extern std::string_view const core_manifest;

}  // namespace dnslint::audit
