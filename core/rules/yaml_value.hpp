// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"
#include "core/facts/value.hpp"

#include <optional>
#include <string_view>

namespace dnslint::rules {

// A YAML value as a fact: unquoted scalars by YAML's core schema (null, bool, int, double), all
// others strings. {unknown: servfail} and {unknown: {class, code, detail}} are unknown.
facts::value value_from_yaml(base::yaml::node const& n);

// The same as a value of the type, an int where a double is wanted included; null when it is of
// another one.
std::optional<facts::value> value_from_yaml(base::yaml::node const& n, facts::type wanted);

// Of text from the command line: a list of elements of a type, separated by commas; null if one of
// them is of another type.
std::optional<facts::value> list_from_text(std::string_view text, facts::type elements);
// Of text from the command line: the elements of a list are strings.
std::optional<facts::value> value_from_text(std::string_view text, facts::type wanted);

}  // namespace dnslint::rules
