// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy.hpp"
#include "spf_record.hpp"

#include <dnslint/context.hpp>

#include <string>
#include <vector>

namespace spf {

// The TXT records of a name, sorted by what they are; bytes as published, strings joined.
struct txt_set {
   std::vector<std::string> spf;
   std::vector<std::string> lookalikes;
   std::size_t octets = 0;  // of the text of all TXT records
};

void publish_set(dnslint::facts_writer const& facts, txt_set const& set);

// Publishes the one SPF record.
void publish_record(
   dnslint::facts_writer const& facts, std::string_view text, spf_record const& record);

// Publishes a record for `dnslint parse spf`.
void publish_parse(
   dnslint::keyed_writer const& values, std::string_view text, spf_record const& record);

// For a domain that does not have exactly one SPF record: there are no terms.
void publish_no_record(dnslint::facts_writer const& facts);

}  // namespace spf
