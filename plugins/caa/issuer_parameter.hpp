// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "issuer_value.hpp"

#include <vector>

namespace caa {

// An error of a parameter.
struct parameter_error {
   dnslint::parse_error error;
   bool is_unsatisfied = true;  // the property authorises nobody (RFC 8657 sections 3 and 4)
};

// The errors of the parameters accounturi and validationmethods (RFC 8657 sections 3 and 4), and of
// those that seem to be misspellings of these. All others mean what the issuer says. `value` is the
// value of the property. At most `most_parameter_errors` are told.
constexpr std::size_t most_parameter_errors = 20;
std::vector<parameter_error> errors_of_parameters(
   std::string_view value, std::vector<issuer_parameter> const& parameters);

}  // namespace caa
