// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"

namespace dnslint::plugin {

// Adds an error for each power of a probe or command that this dnslint does not have
// (docs/plugin-abi.md lists them). Null: none is declared.
void check_powers(
   base::yaml::document const& doc, base::yaml::node const* powers, base::diagnostics& errors);

}  // namespace dnslint::plugin
