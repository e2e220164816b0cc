// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tls_rpt {

// What is wrong with a record, and where: bytes of its joined strings, from 1.
struct record_error {
   std::size_t column = 0;
   std::string text;
   bool operator==(record_error const&) const = default;
};

// Of each kind no more are told, however many a hostile record has.
constexpr std::size_t most_told = 50;

// A TLS-RPT record (RFC 8460 section 3). Owns its texts, which are visible ASCII.
struct tls_rpt_record {
   std::vector<std::string> rua;             // URIs that senders can report to
   std::vector<std::string> other_schemes;   // URIs that are valid, but neither mailto nor https
   std::vector<std::string> unknown_fields;  // names of well-formed fields other than rua
   std::size_t rua_fields = 0;
   std::vector<record_error> errors;
};

// Whether senders take the text for a TLS-RPT record; they discard any other.
bool is_tls_rpt_record(std::string_view text);

// No TLS-RPT record, but meant to be one.
bool resembles_tls_rpt_record(std::string_view text);

// By the rule tlsrpt-record. What does not follow it is left out and told.
tls_rpt_record read_tls_rpt_record(std::string_view text);

}  // namespace tls_rpt
