// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "address.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace spf {

// What the macros of RFC 7208 section 7.2 stand for.
struct macro_values {
   std::string local_part;             // l
   std::string sender_domain;          // o
   std::string domain;                 // d
   std::string helo;                   // h
   std::string validated = "unknown";  // p
   std::string receiver;               // r
   address client;                     // i, c, v
   std::int64_t now = 0;               // t: seconds since 1970-01-01 UTC
};

// Expands a text that read_macro_string(), read_domain_spec() or read_explain_string() found right.
std::string expand(std::string_view text, macro_values const& values);

// Section 7.3: a name of more than 253 characters loses labels on its left until it fits.
std::string_view cut_to_name_length(std::string_view name);

}  // namespace spf
