// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"
#include "core/dns/zone_text.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::dns::test {

// Bytes with zeros in them: "\0\1"_b.
inline std::string operator""_b(char const* text, std::size_t size)
{
   return {text, size};
}

inline int hex_digit(char c)
{
   return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

// "0001 c00c" as bytes; blanks are skipped.
inline std::string from_hex(std::string_view hex)
{
   std::string digits;
   for (char const c : hex)
      if (c != ' ')
         digits += c;
   std::string out;
   for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
      out += static_cast<char>(hex_digit(digits[i]) * 16 + hex_digit(digits[i + 1]));
   return out;
}

inline decoded decode_bytes(std::string const& wire)
{
   std::vector<std::uint8_t> const copy(wire.begin(), wire.end());
   return decode(copy);
}

inline name name_of(std::string_view text)
{
   return name::from_text(text).value();
}

// The records of a master file below example.test.
inline std::vector<record> zone(std::string_view text)
{
   auto parsed = parse_zone_text(text, name_of("example.test"), "test.zone");
   if (!parsed)
      throw std::runtime_error{base::to_text(parsed.errors())};
   return *parsed;
}

}  // namespace dnslint::dns::test
