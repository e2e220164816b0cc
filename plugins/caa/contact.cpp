// SPDX-License-Identifier: Apache-2.0
#include "contact.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace caa {
namespace {

using dnslint::column_of;
using dnslint::is_alphanum;
using dnslint::is_blank;
using dnslint::is_digit;
using dnslint::is_one_of;
using dnslint::is_visible;
using dnslint::parse_error;

bool is_beyond_ascii(char c)
{
   return static_cast<unsigned char>(c) >= 0x80;
}

// How many bytes follow the first of a UTF-8 sequence; -1 when none begins so (RFC 3629 section 4).
int continuation_bytes(char first)
{
   auto const c = static_cast<unsigned char>(first);
   if (c < 0x80)
      return 0;
   if (c >= 0xC2 && c <= 0xDF)
      return 1;
   if (c >= 0xE0 && c <= 0xEF)
      return 2;
   return c >= 0xF0 && c <= 0xF4 ? 3 : -1;
}

// Its sequences are whole; surrogates and overlong forms are not looked for.
bool is_utf8(std::string_view text)
{
   while (!text.empty()) {
      auto const more = continuation_bytes(text.front());
      text.remove_prefix(1);
      if (more < 0 || text.size() < static_cast<std::size_t>(more))
         return false;
      for (int i = 0; i != more; ++i, text.remove_prefix(1))
         if ((static_cast<unsigned char>(text.front()) & 0xC0U) != 0x80U)
            return false;
   }
   return true;
}

bool is_atext(char c)
{
   return is_alphanum(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~") || is_beyond_ascii(c);
}

bool is_dot_atom(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_atext(c) || c == '.';
   };
   return !text.empty() && text.front() != '.' && text.back() != '.' &&
          text.find("..") == text.npos && std::ranges::all_of(text, allowed);
}

// The rule quoted-string, without folding.
bool is_quoted_string(std::string_view text)
{
   if (text.size() < 2 || text.front() != '"' || text.back() != '"')
      return false;
   auto const inner = text.substr(1, text.size() - 2);
   for (std::size_t i = 0; i != inner.size(); ++i) {
      if (inner[i] == '"')
         return false;
      if (inner[i] == '\\' && ++i == inner.size())
         return false;
      if (!is_visible(inner[i]) && !is_blank(inner[i]) && !is_beyond_ascii(inner[i]))
         return false;
   }
   return true;
}

bool is_domain_literal(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_visible(c) && !is_one_of(c, "[]\\");
   };
   return text.size() > 2 && text.front() == '[' && text.back() == ']' &&
          std::ranges::all_of(text.substr(1, text.size() - 2), allowed);
}

bool is_phone_digit(char c)
{
   return is_digit(c) || is_one_of(c, "-.() ");
}

}  // namespace

std::optional<parse_error> error_of_email(std::string_view text)
{
   auto const at = text.rfind('@');
   if (at == text.npos)
      return parse_error{1, dnslint::quoted(text) + " is no e-mail address: it has no @"};
   if (text.starts_with("mailto:"))
      return parse_error{1, "the address stands alone, without mailto:"};
   auto const local = text.substr(0, at);
   auto const domain = text.substr(at + 1);
   if (!is_utf8(text) || (!is_dot_atom(local) && !is_quoted_string(local)))
      return parse_error{1, "before the @ stands no local part of an e-mail address"};
   if (!is_dot_atom(domain) && !is_domain_literal(domain))
      return parse_error{column_of(text, at + 1), "behind the @ stands no domain"};
   return std::nullopt;
}

std::optional<parse_error> error_of_phone(std::string_view text)
{
   if (!text.starts_with('+'))
      return parse_error{
         1, dnslint::quoted(text) + " does not begin with + and the code of a country"};
   auto const digits = text.substr(1);
   auto const* const odd = std::ranges::find_if_not(digits, is_phone_digit);
   if (odd != digits.end())
      return parse_error{
         column_of(text, static_cast<std::size_t>(odd - digits.begin()) + 1),
         "a telephone number has digits and the separators - . ( ) only"};
   if (std::ranges::none_of(digits, is_digit))
      return parse_error{2, "there is no digit behind the +"};
   if (digits.front() == ' ' || digits.back() == ' ')
      return parse_error{
         digits.front() == ' ' ? 2 : column_of(text, text.size() - 1),
         "a blank stands at the end of the number"};
   return std::nullopt;
}

}  // namespace caa
