// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_shape.hpp"

#include <string>

namespace dnslint::rules {

// The keys of each map in a rule pack: what the loader reads, and its schema says.
base::yaml::map_shape const& pack_shape();
base::yaml::map_shape const& requires_shape();
base::yaml::map_shape const& variable_shape();
base::yaml::map_shape const& rule_shape();
base::yaml::map_shape const& lookup_shape();
base::yaml::map_shape const& fix_shape();
base::yaml::map_shape const& test_shape();
base::yaml::map_shape const& expectation_shape();

// The JSON Schema (draft-07) of rule packs.
std::string pack_schema();

}  // namespace dnslint::rules
