// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/list_columns.hpp"
#include "core/base/diagnostic.hpp"
#include "core/dns/name.hpp"
#include "core/scan/list_place.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::scan {

constexpr std::size_t most_line_bytes = 4096;  // of text

// A domain to audit: its A-label name, with the text and line it was given as.
struct domain_input {
   dns::name name;
   std::string text;
   std::size_t line = 0;                                          // 0: from the command line
   std::shared_ptr<audit::list_columns const> columns = nullptr;  // null: the list has none
};

// One line or argument, understood. Exactly one of `input` and `problem` is set, or neither for an
// empty line or a comment; `note` says what was taken from a URL or an e-mail address.
struct parsed_line {
   std::optional<domain_input> input;
   std::optional<base::diagnostic> problem;
   std::optional<base::diagnostic> note;
};

// Comments (#), white space, CR, a UTF-8 BOM on the first line, a trailing dot and upper case are
// understood; U-labels become A-labels (IDNA 2008, UTS 46 mapping, libidn2); URLs and e-mail
// addresses give their domain. Addresses, wildcards, names with labels that no host or service
// name has, empty labels and over-long names are problems that say what to write instead.
parsed_line parse_domain_line(std::string_view line, std::string const& file, std::size_t number);

// The same of a word that stands at `offset`, without white space around it and comments.
parsed_line parse_domain_word(std::string_view word, list_place const& at, std::size_t offset);

// A line without the byte order mark that a first line may begin with.
std::string_view without_mark(std::string_view line, std::size_t number);

}  // namespace dnslint::scan
