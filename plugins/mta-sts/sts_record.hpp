// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mta_sts {

// How many errors and names of each kind a hostile record or policy can have.
constexpr std::size_t most_told = 50;

// The record at _mta-sts (RFC 8461 section 3.1). Owns its texts.
struct sts_record {
   std::string id;  // of the policy: changes with it; empty when it is missing or wrong
   std::vector<std::string> unknown_fields;
   std::vector<dnslint::parse_error> errors;
};

// Whether the text begins as a record does. Senders discard every other text.
bool is_sts_record(std::string_view text);

// Whether the text is no record, although somebody meant it to be one.
bool resembles_sts_record(std::string_view text);

// Reads a record by the rule sts-text-record.
sts_record read_sts_record(std::string_view text);

}  // namespace mta_sts
