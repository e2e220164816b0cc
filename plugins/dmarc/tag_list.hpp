// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// What is wrong with a record, and where: characters of its text, from 1.
struct record_error {
   std::size_t column = 0;
   std::string text;
   bool operator==(record_error const&) const = default;
};

// More are not told, however many a hostile record has.
constexpr std::size_t most_errors = 20;

// One "name=value" of a record, without the white space around its parts. Borrows the record.
struct tag {
   std::string_view name;
   std::string_view value;
   std::size_t name_at = 0;  // bytes into the record
   std::size_t value_at = 0;
};

// A record taken apart, whatever its tags mean.
struct tag_list {
   std::vector<tag> tags;
   std::vector<record_error> errors;  // the first most_errors
};

// Whether the text is a DMARC policy record: the first tag is v, its value DMARC1 in upper case
// (RFC 9989 section 4.7). Everything else is another record and no concern of DMARC.
bool has_dmarc_version(std::string_view text);

// The tags of a DMARC policy record by the rule dmarc-tag of RFC 9989 section 4.8; what does not
// follow it is left out and told.
tag_list split_tags(std::string_view text);

// The column of a byte: UTF-8 sequences count as one character.
std::size_t column_of(std::string_view text, std::size_t offset);

std::string_view without_blanks(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace dmarc
