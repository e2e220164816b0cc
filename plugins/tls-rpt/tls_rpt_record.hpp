// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tls_rpt {

// How many errors, URIs and names of each kind a hostile record can have.
constexpr std::size_t most_told = 50;

// A TLS-RPT record (RFC 8460 section 3). Owns its texts, which are visible ASCII.
struct tls_rpt_record {
   std::vector<std::string> rua;             // URIs that senders can report to
   std::vector<std::string> other_schemes;   // URIs that are valid, but neither mailto nor https
   std::vector<std::string> unknown_fields;  // names of well-formed fields other than rua
   std::size_t rua_fields = 0;
   std::vector<dnslint::parse_error> errors;
};

// Whether the text is a TLS-RPT record. The rule tlsrpt-record allows blanks before the semicolon
// that ends the version. Senders discard every other text.
bool is_tls_rpt_record(std::string_view text);

// Whether the text is no TLS-RPT record, although somebody meant it to be one.
bool resembles_tls_rpt_record(std::string_view text);

// Reads a record by the rule tlsrpt-record. A field that does not follow it is left out and told as
// an error.
tls_rpt_record read_tls_rpt_record(std::string_view text);

}  // namespace tls_rpt
