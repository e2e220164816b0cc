// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"

#include <algorithm>

namespace tls_rpt {
namespace {

char lower(char c)
{
   return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string printable(char c)
{
   if (c == ' ' || is_visible(c))
      return {c};
   auto const code = std::to_string(static_cast<unsigned char>(c));
   return '\\' + std::string(3 - code.size(), '0') + code;
}

}  // namespace

bool is_alpha(char c)
{
   return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_alphanum(char c)
{
   return is_alpha(c) || (c >= '0' && c <= '9');
}

bool is_one_of(char c, std::string_view set)
{
   return set.find(c) != npos;
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

std::string_view without_blanks(std::string_view text)
{
   auto const begin = text.find_first_not_of(blanks);
   if (begin == npos)
      return {};
   return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string quoted(std::string_view bytes)
{
   constexpr std::size_t most = 60;
   std::string text{'"'};
   for (char const c : bytes.substr(0, most))
      text += printable(c);
   return text + (bytes.size() > most ? "...\"" : "\"");
}

}  // namespace tls_rpt
