// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tag_list.hpp"
#include "tag_value.hpp"

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

// A DMARC policy record as a receiver reads it: tags with a wrong value count as if they were not
// there, and are told.
struct dmarc_record {
   std::string text;
   std::map<std::string, std::string> tags;  // the known ones, values as written, wrong ones too
   std::vector<std::string> unknown_tags;
   std::vector<std::string> removed_tags;
   std::vector<std::string> rua;  // valid URIs only
   std::vector<std::string> ruf;
   std::vector<std::string> obsolete_sizes;  // URIs that had one
   std::vector<record_error> errors;         // by column; the first most_errors

   // Null when receivers apply no DMARC because of this record's errors.
   std::optional<policies> asked_for;
   char psd = 'u';        // y, n, u
   bool testing = false;  // t=y
   bool adkim_strict = false;
   bool aspf_strict = false;
};

// Null when the text is no DMARC policy record.
std::optional<dmarc_record> parse_dmarc_record(std::string_view text);

// A record that receivers ignore although somebody meant it for DMARC: another case of "v=DMARC1",
// something before it, the version left out.
bool resembles_dmarc_record(std::string_view text);

}  // namespace dmarc
