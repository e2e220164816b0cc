// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain_spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spf {

enum class term_kind : std::uint8_t { mechanism, modifier };

// A term of a record: a directive or a modifier (RFC 7208 section 4.6.1).
struct term {
   std::string text;        // as published
   std::size_t offset = 0;  // in the record
   term_kind kind = term_kind::mechanism;
   std::string name;                        // of the mechanism or modifier, lower case
   char qualifier = '+';                    // of a mechanism; '+' where none is written
   std::optional<std::string> argument;     // behind ':' or '=', without the prefix lengths
   std::optional<std::int64_t> ip4_prefix;  // of ip4, a and mx, written or not
   std::optional<std::int64_t> ip6_prefix;  // of ip6, a and mx, written or not
   std::string macros;                      // letters of the argument's macros

   bool is(std::string_view mechanism) const
   {
      return kind == term_kind::mechanism && name == mechanism;
   }
   bool is_modifier(std::string_view modifier) const
   {
      return kind == term_kind::modifier && name == modifier;
   }
};

// A term with its first error, if any. With an error, `value` holds what could be read before it.
struct read_term_result {
   term value;
   std::optional<syntax_error> error;  // its offset counts from the term's start
};

read_term_result read_term(std::string_view text);

bool is_mechanism_name(std::string_view name);
bool is_known_modifier(std::string_view name);

// Section 4.6.4: whether evaluating the term needs questions that count towards the limit of 10.
bool costs_lookup(term const& t);

}  // namespace spf
