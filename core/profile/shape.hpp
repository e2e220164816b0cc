// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::profile {

enum class form : std::uint8_t {
   text,
   number,
   value,   // anything
   list,    // of `each`
   record,  // of `fields`
   named    // a map from names of the writer's choice to `each`
};

struct field;

// What may stand at one place of a profile. The loader and its JSON Schema follow the same shape,
// so they cannot part.
struct shape {
   form value_form = form::text;
   std::string description;
   std::string pattern;             // of a text or of the names; a regular expression
   std::string hint;                // how to write what the pattern wants
   std::vector<std::string> words;  // of a text, where only these are allowed
   double least = 0;                // of a number
   double most = 0;
   std::vector<field> fields;
   std::vector<shape> each;  // one
};

struct field {
   std::string key;
   shape value;
   bool required = false;
};

shape const& profile_shape();
shape const& project_shape();
// JSON Schema, draft 07.
std::string schema_of(shape const& s);

// Appends an error for everything of `n` that is not of that shape; `subject` names `n` in
// messages.
void check_shape(
   base::yaml::document const& doc,
   base::yaml::node const& n,
   shape const& wanted,
   std::string const& subject,
   base::diagnostics& errors);

// Null when it is no finite number.
std::optional<double> number_of(base::yaml::node const& n);

}  // namespace dnslint::profile
