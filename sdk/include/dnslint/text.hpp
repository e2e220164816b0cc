// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_TEXT_HPP
#define DNSLINT_TEXT_HPP

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

// Texts of DNS records. They hold any bytes; ASCII is read by the letter of the RFCs' grammars
// (RFC 5234 appendix B.1), whatever the locale is.
namespace dnslint {

constexpr char to_lower(char c)
{
   return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_alpha(char c)
{
   return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

constexpr bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

constexpr bool is_alphanum(char c)
{
   return is_alpha(c) || is_digit(c);
}

constexpr bool is_hex_digit(char c)
{
   return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

// WSP: a space or a tab.
constexpr bool is_blank(char c)
{
   return c == ' ' || c == '\t';
}

// VCHAR, %x21-7E.
constexpr bool is_visible(char c)
{
   return c >= '\x21' && c <= '\x7e';
}

constexpr bool is_one_of(char c, std::string_view set)
{
   return set.find(c) != std::string_view::npos;
}

inline std::string to_lower(std::string_view text)
{
   std::string lower{text};
   for (auto& c : lower)
      c = to_lower(c);
   return lower;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b)
{
   return std::ranges::equal(a, b, [](char x, char y) {
      return to_lower(x) == to_lower(y);
   });
}

constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view start)
{
   return equal_ignoring_case(text.substr(0, start.size()), start);
}

// Removes the blanks around a text.
constexpr std::string_view without_blanks(std::string_view text, std::string_view blanks = " \t")
{
   auto const begin = text.find_first_not_of(blanks);
   if (begin == std::string_view::npos)
      return text.substr(text.size());
   return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// A byte that is neither visible ASCII nor a space becomes \DDD, its decimal number (RFC 1035
// section 5.1). All other bytes, backslashes too, stay as they are.
inline std::string printable(std::string_view bytes)
{
   std::string text;
   for (char const c : bytes) {
      if (c == ' ' || is_visible(c)) {
         text += c;
         continue;
      }
      auto const code = std::to_string(static_cast<unsigned char>(c));
      text += '\\' + std::string(3 - code.size(), '0') + code;
   }
   return text;
}

// Quotes what a stranger wrote, for a message: printable, in quotation marks, with a backslash
// before quotation marks and backslashes, and cut behind `limit` bytes.
inline std::string quoted(std::string_view bytes, std::size_t limit = 60)
{
   std::string text{'"'};
   for (char const c : bytes.substr(0, limit)) {
      if (c == '"' || c == '\\')
         text += '\\';
      text += printable({&c, 1});
   }
   return text + (bytes.size() > limit ? "...\"" : "\"");
}

namespace detail {

// How many bytes the character takes that begins in front. A byte that begins no well-formed UTF-8
// sequence (RFC 3629 section 4) is a character of its own.
constexpr std::size_t character_size(std::string_view text)
{
   auto const byte = [&](std::size_t i) {
      return static_cast<unsigned char>(text[i]);
   };
   auto const first = byte(0);
   std::size_t const size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
   if (size == 1 || first > 0xF4 || text.size() < size)
      return 1;
   for (std::size_t i = 1; i != size; ++i)
      if ((byte(i) & 0xC0U) != 0x80U)
         return 1;
   bool const overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
   bool const surrogate = first == 0xED && byte(1) > 0x9F;
   bool const beyond_unicode = first == 0xF4 && byte(1) > 0x8F;
   return overlong || surrogate || beyond_unicode ? 1 : size;
}

}  // namespace detail

// The column of the byte at `offset`: characters of UTF-8, from 1. A byte inside of a character has
// the column of that character; an offset behind the end has that of the end.
constexpr std::size_t column_of(std::string_view text, std::size_t offset)
{
   std::size_t column = 1;
   for (std::size_t at = 0; at < text.size(); ++column) {
      at += detail::character_size(text.substr(at));
      if (at > offset)
         break;
   }
   return column;
}

}  // namespace dnslint

#endif
