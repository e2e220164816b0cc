// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_document.hpp"
#include "core/facts/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::rules {

// A typed setting with a default: a rule pack's variable or a plugin's option.
struct variable {
   std::string name;
   facts::type declared = facts::type::integer;
   facts::type elements = facts::type::dyn;  // of a list or map
   // What its text, or each text in it, must be.
   enum class form : std::uint8_t { any, network, address } text_form = form::any;
   facts::value initial;
   std::optional<std::int64_t> least;  // of integers
   std::optional<std::int64_t> most;
   std::string description;
   base::location where;
};
std::optional<variable> read_variable(
   base::yaml::document const& doc,
   base::yaml::node const& key,
   base::yaml::node const& entry,
   base::diagnostics& errors);
// `--set` and profiles: the text as a value of the variable's type within its bounds.
base::result<facts::value> parse_variable(variable const& v, std::string_view text);
base::result<facts::value> variable_value(variable const& v, base::yaml::node const& written);

}  // namespace dnslint::rules
