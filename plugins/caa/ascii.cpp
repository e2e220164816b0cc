// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"

#include <algorithm>

namespace caa {
namespace {

char lower(char c)
{
   return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_alpha(char c)
{
   return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

bool is_alphanum(char c)
{
   return is_alpha(c) || is_digit(c);
}

bool is_one_of(char c, std::string_view set)
{
   return set.find(c) != npos;
}

bool is_blank(char c)
{
   return c == ' ' || c == '\t';
}

bool is_visible(char c)
{
   return c >= '\x21' && c <= '\x7e';
}

bool is_beyond_ascii(char c)
{
   return static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text)
{
   std::string all{text};
   std::ranges::transform(all, all.begin(), [](char c) {
      return lower(c);
   });
   return all;
}

std::string printable(std::string_view bytes)
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

std::string quoted(std::string_view bytes)
{
   constexpr std::size_t most = 60;
   return '"' + printable(bytes.substr(0, most)) + (bytes.size() > most ? "...\"" : "\"");
}

}  // namespace caa
