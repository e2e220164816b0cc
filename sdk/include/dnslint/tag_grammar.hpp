// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_TAG_GRAMMAR_HPP
#define DNSLINT_TAG_GRAMMAR_HPP

#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dnslint {

// How a protocol writes its list of "name=value" with semicolons between them.
struct tag_grammar {
   bool (*is_name)(std::string_view) = nullptr;
   bool (*is_value_character)(char) = nullptr;  // beside the blanks
   std::string_view name_rule;                  // completes "a name of a tag, which has ..."
   std::string_view blanks = " \t";             // may stand around each tag
   bool blanks_beside_equals = true;
   bool allows_empty_values = false;
   bool ignores_case = false;  // of names
};

namespace detail {

constexpr bool is_letters(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, is_alpha);
}

constexpr bool is_dkim_name(std::string_view text)
{
   return !text.empty() && is_alpha(text.front()) && std::ranges::all_of(text, [](char c) {
      return is_alphanum(c) || c == '_';
   });
}

constexpr bool is_any(char)
{
   return true;
}

}  // namespace detail

// The rules sts-ext-name, sts-policy-ext-name and tlsrpt-ext-name.
constexpr bool is_extension_name(std::string_view text)
{
   constexpr std::size_t longest = 32;
   return !text.empty() && text.size() <= longest && is_alphanum(text.front()) &&
          std::ranges::all_of(text, [](char c) {
             return is_alphanum(c) || is_one_of(c, "_-.");
          });
}

// DMARC: the rule dmarc-tag of RFC 9989 section 4.8. Its names are strings of RFC 5234, whose case
// does not matter.
constexpr tag_grammar dmarc_grammar{
   detail::is_letters, is_visible, "letters only", " \t", true, false, true};

// DKIM: the rule tag-list of RFC 6376 section 3.2. A list in which a name stands twice is invalid.
constexpr tag_grammar dkim_grammar{
   detail::is_dkim_name,
   is_visible,
   "letters, digits and '_', a letter first",
   " \t\r\n",
   true,
   true,
   false};

// BIMI writes its tags as DKIM does, and its names as MTA-STS does.
constexpr tag_grammar bimi_grammar{
   is_extension_name,
   is_visible,
   "at most 32 letters, digits and '_', '-', '.', a letter or digit first",
   " \t",
   true,
   true,
   false};

// MTA-STS (RFC 8461 section 3.1) and TLS-RPT (RFC 8460 section 3). The values of fields that these
// RFCs do not define must also pass is_extension_value().
constexpr tag_grammar field_grammar{
   is_extension_name,
   is_visible,
   "at most 32 letters, digits and '_', '-', '.', a letter or digit first",
   " \t",
   false,
   false,
   false};

// The same where a reader judges each value by what its field means.
constexpr tag_grammar open_field_grammar{
   is_extension_name, detail::is_any, field_grammar.name_rule, " \t", false, false, false};

// The rules sts-ext-value and tlsrpt-ext-value.
constexpr bool is_extension_value(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, [](char c) {
      return is_visible(c) && c != '=' && c != ';';
   });
}

}  // namespace dnslint

#endif
