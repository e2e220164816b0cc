// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "term.hpp"

#include <dnslint/parse_error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace spf {

// An SPF record by the grammar of RFC 7208 section 12.
struct spf_record {
   std::vector<term> terms;  // those without an error, in order
   // One for each term that receivers cannot read; a single one is enough for the result
   // "permerror" (RFC 7208 section 4.6).
   std::vector<dnslint::parse_error> errors;
   std::size_t unread = 0;  // terms beyond the limit
};

// `text` begins with the version; its strings are joined.
spf_record read_record(std::string_view text, std::size_t most_terms);

}  // namespace spf
