// SPDX-License-Identifier: Apache-2.0
#include "core/cel/lexer.hpp"

#include "core/base/escape.hpp"
#include "core/cel/compile_error.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

bool is_hex_digit(char c)
{
   return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool begins_word(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::size_t count_while(std::string_view text, std::size_t from, bool (*holds)(char))
{
   auto at = from;
   while (at < text.size() && holds(text[at]))
      ++at;
   return at - from;
}

char at_or_nul(std::string_view text, std::size_t i)
{
   return i < text.size() ? text[i] : '\0';
}

std::size_t exponent_length(std::string_view text, std::size_t from)
{
   if (at_or_nul(text, from) != 'e' && at_or_nul(text, from) != 'E')
      return 0;
   auto const sign = at_or_nul(text, from + 1);
   std::size_t const before = sign == '+' || sign == '-' ? 2 : 1;
   auto const digits = count_while(text, from + before, is_digit);
   return digits == 0 ? 0 : before + digits;
}

std::size_t fraction_length(std::string_view text, std::size_t from)
{
   if (at_or_nul(text, from) != '.')
      return 0;
   auto const digits = count_while(text, from + 1, is_digit);
   return digits == 0 ? 0 : digits + 1;
}

// What people write who know other languages, and what CEL has instead.
std::string symbol_hint(std::string_view rest)
{
   if (rest.starts_with('&'))
      return "write && for 'and'";
   if (rest.starts_with('|'))
      return "write || for 'or'";
   if (rest.starts_with("=~") || rest.starts_with('~'))
      return "write x.matches(r\"...\")";
   if (rest.starts_with('='))
      return "write == to compare";
   if (rest.starts_with(';'))
      return "an expression ends without it";
   if (rest.starts_with('$'))
      return "a variable is written vars.name";
   for (auto const quote : {"\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb"})
      if (rest.starts_with(quote))
         return "write straight quotes: \" or '";
   return {};
}

}  // namespace

token lexer::next()
{
   skip_blanks_and_comments();
   auto const text = rest();
   if (text.empty())
      return take(token_kind::end, 0);
   auto const first = text[0];
   if (is_digit(first) || (first == '.' && is_digit(at_or_nul(text, 1))))
      return number();
   if (first == '"' || first == '\'')
      return quoted(0, token_kind::string);
   if (first == '`')
      return quoted_identifier();
   return begins_word(first) ? word() : symbol();
}

void lexer::skip_blanks_and_comments()
{
   while (at_ < source_.size()) {
      if (std::string_view{" \t\n\r\f"}.find(source_[at_]) != std::string_view::npos)
         ++at_;
      else if (rest().starts_with("//"))
         at_ = std::min(source_.find_first_of("\r\n", at_), source_.size());
      else
         return;
   }
}

token lexer::take(token_kind kind, std::size_t length)
{
   token const made{kind, at_, source_.substr(at_, length)};
   at_ += length;
   return made;
}

token lexer::number()
{
   auto const text = rest();
   std::size_t length = 0;
   auto found = token_kind::integer;
   if (text.starts_with("0x") && is_hex_digit(at_or_nul(text, 2))) {
      length = 2 + count_while(text, 2, is_hex_digit);
   } else {
      auto const whole = count_while(text, 0, is_digit);
      auto const fraction = fraction_length(text, whole);
      length = whole + fraction + exponent_length(text, whole + fraction);
      found = length == whole ? token_kind::integer : token_kind::number;
   }
   auto const suffix = at_or_nul(text, length);
   if (found == token_kind::integer && (suffix == 'u' || suffix == 'U')) {
      found = token_kind::unsigned_integer;
      ++length;
   }
   if (begins_word(at_or_nul(text, length)))
      throw compile_error{at_ + length, "a number cannot be followed by letters", {}};
   return take(found, length);
}

// `prefix` letters (r, b) stand before the opening quote.
token lexer::quoted(std::size_t prefix, token_kind kind)
{
   auto const text = rest();
   auto const quote = text[prefix];
   bool const raw = text.substr(0, prefix).find_first_of("rR") != std::string_view::npos;
   std::string const triple(3, quote);
   bool const is_triple = text.substr(prefix).starts_with(triple);
   auto const closing = is_triple ? std::string_view{triple} : text.substr(prefix, 1);
   for (auto i = prefix + closing.size(); i < text.size();) {
      if (text.substr(i).starts_with(closing))
         return take(kind, i + closing.size());
      if (!is_triple && (text[i] == '\n' || text[i] == '\r'))
         break;
      i += text[i] == '\\' && !raw ? 2 : 1;
   }
   throw compile_error{at_, "this text has no closing quote", {}};
}

token lexer::word()
{
   auto const text = rest();
   static constexpr std::array<std::string_view, 6> prefixes{"b", "r", "br", "rb", "bR", "Rb"};
   auto const length = count_while(text, 0, [](char c) {
      return begins_word(c) || is_digit(c);
   });
   auto const next = at_or_nul(text, length);
   if ((next == '"' || next == '\'') && length <= 2) {
      auto const prefix = base::lower(text.substr(0, length));
      if (std::ranges::find(prefixes, prefix) != prefixes.end())
         return quoted(
            length, prefix.find('b') == std::string::npos ? token_kind::string : token_kind::bytes);
   }
   return take(token_kind::identifier, length);
}

// `a-b` between backticks: letters, digits, '_', '.', '-', '/' and blanks.
token lexer::quoted_identifier()
{
   auto const text = rest();
   auto const length = count_while(text, 1, [](char c) {
      return begins_word(c) || is_digit(c) || c == '.' || c == '-' || c == '/' || c == ' ';
   });
   if (length == 0 || at_or_nul(text, length + 1) != '`')
      throw compile_error{at_, "a name in backticks has letters, digits and _ . - / only", {}};
   return take(token_kind::quoted_identifier, length + 2);
}

token lexer::symbol()
{
   static constexpr std::array<std::string_view, 24> symbols{
      "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/",
      "%",  "!",  "?",  ":",  ".",  ",",  "(", ")", "[", "]", "{", "}"};
   for (auto const s : symbols)
      if (rest().starts_with(s))
         return take(token_kind::symbol, s.size());
   auto const length = std::max<std::size_t>(base::utf8_sequence_length(rest()), 1);
   throw compile_error{
      at_,
      fmt::format("'{}' has no meaning in an expression", rest().substr(0, length)),
      symbol_hint(rest())};
}

}  // namespace dnslint::cel
