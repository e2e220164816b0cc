// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_shape.hpp"

#include <string>

namespace dnslint::resolver {

// The keys of a lab file, and of one of its servers.
base::yaml::map_shape const& lab_shape();
base::yaml::map_shape const& lab_server_shape();
// What a host says to one URL.
base::yaml::map_shape const& lab_host_shape();

// The JSON Schema (draft-07) of lab files.
std::string lab_schema();

}  // namespace dnslint::resolver
