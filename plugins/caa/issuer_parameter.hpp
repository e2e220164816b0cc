// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "issuer_value.hpp"

#include <vector>

namespace caa {

// What is wrong with the parameters accounturi and validationmethods (RFC 8657 sections 3 and 4).
// All others mean what the issuer says. At most `most_parameter_errors` are told.
constexpr std::size_t most_parameter_errors = 20;
std::vector<value_error> errors_of_parameters(std::vector<issuer_parameter> const& parameters);

}  // namespace caa
