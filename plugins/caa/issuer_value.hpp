// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caa {

// One "tag=value" behind the issuer of an issue property. Borrows the property's value.
struct issuer_parameter {
   std::string_view tag;
   std::string_view value;
   std::size_t offset = 0;        // of the tag: bytes into the property's value
   std::size_t value_offset = 0;  // of the parameter's value
};

// The value of issue, issuewild, issuemail or issuevmc. Borrows it.
struct issuer_value {
   std::string_view issuer;  // empty: nobody may issue
   std::vector<issuer_parameter> parameters;
   std::optional<dnslint::parse_error> error;  // set: the value counts as one that names nobody
};

// RFC 8659 section 4.2, rule issue-value; RFC 9495 section 3 has the same rule for issuemail. Reads
// up to the first error.
issuer_value read_issuer_value(std::string_view text);

}  // namespace caa
