// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tag_value.hpp"

#include <dnslint/parse_error.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// What a record asks for, after RFC 9989 sections 4.7 and 4.10.1 filled in what it leaves out.
struct policies {
   disposition domain = disposition::none;
   disposition subdomains = disposition::none;   // that exist
   disposition nonexistent = disposition::none;  // subdomains that do not
};

// How many errors, and how many names of tags of each kind, a hostile record can have.
constexpr std::size_t most_errors = 20;

// A DMARC policy record as a receiver reads it. A tag with a wrong value counts as absent, and is
// told as an error. Names of tags are in lower case: the grammar ignores their case.
struct dmarc_record {
   std::string text;
   std::map<std::string, std::string> tags;  // the known ones, values as written, wrong ones too
   std::vector<std::string> unknown_tags;
   std::vector<std::string> removed_tags;
   std::vector<std::string> repeated_tags;    // names that stand more than once
   std::vector<std::string> upper_case_tags;  // names with an upper-case letter, as written
   std::vector<std::string> rua;              // valid URIs only
   std::vector<std::string> ruf;
   std::vector<std::string> obsolete_sizes;   // URIs that had one
   std::vector<dnslint::parse_error> errors;  // by column; the first most_errors

   // Null when receivers apply no DMARC because of this record's errors.
   std::optional<policies> asked_for;
   char psd = 'u';        // y, n, u
   bool testing = false;  // t=y
   bool adkim_strict = false;
   bool aspf_strict = false;
};

// Whether the text is a DMARC policy record: its first tag is v, whose value is DMARC1 in upper
// case (RFC 9989 sections 4.7 and 4.8). Every other text is no concern of DMARC.
bool has_dmarc_version(std::string_view text);

// Null when the text is no DMARC policy record.
std::optional<dmarc_record> parse_dmarc_record(std::string_view text);

// A text that receivers ignore although somebody meant it for DMARC: DMARC1 in another case,
// something before the version, no version.
bool resembles_dmarc_record(std::string_view text);

}  // namespace dmarc
