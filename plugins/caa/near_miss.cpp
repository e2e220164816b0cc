// SPDX-License-Identifier: Apache-2.0
#include "near_miss.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace caa {
namespace {

constexpr bool is_hyphen(char c)
{
   return c == '-' || c == '_';
}

std::string without_hyphens(std::string_view text)
{
   auto bare = dnslint::to_lower(text);
   std::erase_if(bare, is_hyphen);
   return bare;
}

// By how much the lengths differ, hyphens left out: no edit distance is less.
std::size_t length_difference(std::string_view a, std::string_view b)
{
   auto const letters = [](std::string_view text) {
      return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_hyphen));
   };
   auto const [less, more] = std::minmax({letters(a), letters(b)});
   return more - less;
}

// How many letters must be inserted, removed or replaced to make one text of the other.
std::size_t edit_distance(std::string_view a, std::string_view b)
{
   std::vector<std::size_t> row(b.size() + 1);
   std::iota(row.begin(), row.end(), 0U);
   for (std::size_t i = 0; i != a.size(); ++i) {
      auto diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j != b.size(); ++j) {
         auto const replaced = diagonal + (a[i] == b[j] ? 0 : 1);
         diagonal = row[j + 1];
         row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
      }
   }
   return row.back();
}

}  // namespace

bool is_near_miss(std::string_view text, std::string_view word)
{
   constexpr std::size_t long_word = 10;
   std::size_t const limit = word.size() < long_word ? 1 : 2;
   if (text.size() > 2 * word.size() || dnslint::equal_ignoring_case(text, word))
      return false;
   return length_difference(text, word) <= limit &&
          edit_distance(without_hyphens(text), without_hyphens(word)) <= limit;
}

}  // namespace caa
