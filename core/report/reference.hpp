// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dnslint::report {

// Where a reference of a check can be read: the RFC editor's page for "RFC 7208 section 4.5", an
// https address for itself. Empty for any other.
std::string address_of_reference(std::string_view reference);

}  // namespace dnslint::report
