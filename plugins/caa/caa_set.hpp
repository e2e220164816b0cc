// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "issuer_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caa {

// A property as it is judged. Owns its texts, which are printable ASCII but for `value`.
struct judged_property {
   property written;
   std::string tag;  // in lower case
   property_kind kind = property_kind::unregistered;
   std::string issuer;  // in lower case; empty when nobody is named, or the value is broken
   std::vector<value_error> errors;            // of the value as a whole
   std::vector<value_error> parameter_errors;  // of its parameters

   // Grants nothing to anybody, and follows the grammar in doing so.
   bool names_nobody() const
   {
      return kind == property_kind::issuer && issuer.empty() && errors.empty();
   }
};

judged_property judge_property(property written);

// The issuers that the properties of a tag name, each once, sorted; empty when there are no such
// properties as well as when they name nobody.
std::vector<std::string> issuers_named(
   std::vector<judged_property> const& all, std::string_view tag);

// The tags of issuers with a property that names nobody beside another property that names
// somebody.
std::vector<std::string> contradictory_tags(std::vector<judged_property> const& all);

}  // namespace caa
