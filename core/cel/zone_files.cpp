// SPDX-License-Identifier: Apache-2.0
// The one place of the rule language that reads files: the system's time zones.
#include "core/cel/time_zone.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

namespace dnslint::cel {
namespace {

constexpr std::string_view folder = "/usr/share/zoneinfo/";
constexpr std::size_t longest_name = 64;
constexpr std::size_t most_zones = 1000;

bool is_zone_name(std::string_view name)
{
   auto const is_allowed = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || c == '-' || c == '+' || c == '/';
   };
   return !name.empty() && name.size() <= longest_name && name.front() != '/' &&
          std::ranges::all_of(name, is_allowed);
}

std::optional<time_zone> read_zone(std::string_view name)
{
   auto const path = std::string{folder}.append(name);
   // Reading a folder throws.
   std::error_code failed;
   if (!std::filesystem::is_regular_file(path, failed))
      return std::nullopt;
   std::ifstream file{path, std::ios::binary};
   std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
   return time_zone::parse(bytes);
}

std::optional<int> two_digits(std::string_view text, std::size_t at)
{
   auto const is_digit = [](char c) {
      return c >= '0' && c <= '9';
   };
   if (!is_digit(text[at]) || !is_digit(text[at + 1]))
      return std::nullopt;
   return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// "+02:00"
std::optional<std::int64_t> fixed_offset(std::string_view text)
{
   bool const negative = text.starts_with('-');
   if (negative || text.starts_with('+'))
      text.remove_prefix(1);
   if (text.size() != 5 || text[2] != ':')
      return std::nullopt;
   auto const hours = two_digits(text, 0);
   auto const minutes = two_digits(text, 3);
   if (!hours || !minutes || *hours > 23 || *minutes > 59)
      return std::nullopt;
   std::int64_t const seconds = *hours * 3600 + *minutes * 60;
   return negative ? -seconds : seconds;
}

}  // namespace

std::optional<std::int64_t> zone_offset(std::string_view zone, std::int64_t when)
{
   if (zone == "UTC" || zone == "Z")
      return 0;
   if (auto const fixed = fixed_offset(zone))
      return fixed;
   if (!is_zone_name(zone))
      return std::nullopt;
   // Tests of rules evaluate on several threads.
   thread_local std::map<std::string, std::optional<time_zone>, std::less<>> known;
   auto found = known.find(zone);
   if (found == known.end()) {
      if (known.size() >= most_zones)
         known.clear();
      found = known.emplace(zone, read_zone(zone)).first;
   }
   return found->second ? std::optional{found->second->offset_at(when)} : std::nullopt;
}

}  // namespace dnslint::cel
