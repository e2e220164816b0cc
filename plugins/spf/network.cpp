// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>

namespace spf {
namespace {

bool is_hex(char c)
{
   auto const is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
   return dnslint::is_digit(c) || is_letter;
}

bool is_group(std::string_view text)
{
   return !text.empty() && text.size() <= 4 && std::ranges::all_of(text, is_hex);
}

// Counts the groups of 16 bits in a text that has single colons between them; null if the text has
// another form. The last group may be a dotted quad, which counts as two.
std::optional<std::size_t> count_groups(std::string_view text, bool quad_allowed)
{
   std::size_t groups = 0;
   for (bool more = !text.empty(); more;) {
      auto const colon = text.find(':');
      auto const part = text.substr(0, colon);
      more = colon != std::string_view::npos;
      bool const quad = !more && quad_allowed && is_ip4_network(part);
      if (!quad && !is_group(part))
         return std::nullopt;
      groups += quad ? 2 : 1;
      text.remove_prefix(more ? colon + 1 : part.size());
      if (more && text.empty())
         return std::nullopt;
   }
   return groups;
}

}  // namespace

std::optional<std::int64_t> read_prefix_length(std::string_view digits, std::int64_t longest)
{
   bool const plain =
      !digits.empty() && digits.size() <= 3 && std::ranges::all_of(digits, dnslint::is_digit);
   if (!plain || (digits.front() == '0' && digits.size() > 1))
      return std::nullopt;
   std::int64_t length = 0;
   for (char const c : digits)
      length = length * 10 + (c - '0');
   return length <= longest ? std::optional{length} : std::nullopt;
}

bool is_ip4_network(std::string_view text)
{
   for (int numbers = 1;; ++numbers) {
      auto const dot = text.find('.');
      if (!read_prefix_length(text.substr(0, dot), 255))
         return false;
      if (dot == std::string_view::npos)
         return numbers == 4;
      text.remove_prefix(dot + 1);
   }
}

bool is_ip6_network(std::string_view text)
{
   auto const gap = text.find("::");
   if (gap == std::string_view::npos)
      return count_groups(text, true) == 8U;
   auto const before = count_groups(text.substr(0, gap), false);
   auto const after = count_groups(text.substr(gap + 2), true);
   return before && after && *before + *after <= 7;
}

}  // namespace spf
