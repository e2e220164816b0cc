// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <optional>
#include <string_view>

namespace caa {

// Contacts of the domain's holder for the validation of certificates: appendices A.1.1 and A.1.2 of
// the CA/Browser Forum's Baseline Requirements. The whole value must be the contact.

// An address by RFC 6532 section 3.2, which is that of RFC 5322 section 3.4.1 and UTF-8 text.
std::optional<dnslint::parse_error> error_of_email(std::string_view text);

// A global number by RFC 3966 section 5.1.4. Spaces are taken for visual separators, too, as the
// Baseline Requirements do in their example.
std::optional<dnslint::parse_error> error_of_phone(std::string_view text);

}  // namespace caa
