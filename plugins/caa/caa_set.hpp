// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "issuer_value.hpp"
#include "property.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caa {

// A property as it is judged. Owns its texts, which are printable ASCII but for `value`.
struct judged_property {
   property written;
   std::string tag;          // in lower case
   std::string written_tag;  // as published
   property_kind kind = property_kind::unregistered;
   std::string issuer;  // in lower case; empty when nobody is named, or the value is broken
   bool is_unsatisfied = false;               // no request of the issuer can meet the parameters
   std::vector<dnslint::parse_error> errors;  // of the value as a whole
   std::vector<dnslint::parse_error> parameter_errors;  // of its parameters

   // Whether the property grants nothing to anybody, and follows the grammar in doing so.
   bool names_nobody() const
   {
      return kind == property_kind::issuer && issuer.empty() && errors.empty();
   }
   // Whether an issuer may act on the property.
   bool names_somebody() const { return !issuer.empty() && !is_unsatisfied; }
};

judged_property judge_property(property written);

// The issuers that the properties of a tag name, each once, sorted; empty when there are no such
// properties as well as when they name nobody.
std::vector<std::string> issuers_named(
   std::vector<judged_property> const& all, std::string_view tag);

// The tags of issuers with a property that names nobody beside another property that names
// somebody.
std::vector<std::string> contradictory_tags(std::vector<judged_property> const& all);

// The tags of issuers by which nobody may issue, although no property asks for that: all properties
// of the tag have a value that cannot be read, or parameters that no request can meet.
std::vector<std::string> stopped_tags(std::vector<judged_property> const& all);

}  // namespace caa
