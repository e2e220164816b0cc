// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"

#include <algorithm>

namespace spf {
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

bool is_visible(char c)
{
   return c >= '\x21' && c <= '\x7e';
}

std::string lower(std::string_view text)
{
   std::string all{text};
   std::ranges::transform(all, all.begin(), [](char c) {
      return lower(c);
   });
   return all;
}

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
   return std::ranges::equal(a, b, [](char x, char y) {
      return lower(x) == lower(y);
   });
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

}  // namespace spf
