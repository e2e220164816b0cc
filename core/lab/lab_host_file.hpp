// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"
#include "core/lab/lab_host.hpp"

namespace dnslint::resolver {

// Reads an entry of `hosts:`, the URL and what its host says.
void read_host(
   base::yaml::document const& doc,
   base::yaml::node::entry const& entry,
   lab_hosts& into,
   base::diagnostics& errors);

}  // namespace dnslint::resolver
