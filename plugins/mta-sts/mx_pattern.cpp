// SPDX-License-Identifier: Apache-2.0
#include "mx_pattern.hpp"

#include <dnslint/host_name.hpp>

#include <algorithm>
#include <iterator>

namespace mta_sts {
namespace {

constexpr std::string_view wildcard = "*.";

}  // namespace

bool is_mx_pattern(std::string_view text)
{
   if (text.starts_with(wildcard))
      text.remove_prefix(wildcard.size());
   return !text.ends_with('.') && dnslint::is_host_name(text);
}

bool matches(std::string_view pattern, std::string_view host)
{
   if (!pattern.starts_with(wildcard))
      return pattern == host;
   auto const dot = host.find('.');
   return dot != 0 && dot != host.npos && host.substr(dot + 1) == pattern.substr(wildcard.size());
}

std::vector<std::string> uncovered(
   std::vector<std::string> const& patterns, std::vector<std::string> const& hosts)
{
   std::vector<std::string> all;
   std::ranges::copy_if(hosts, std::back_inserter(all), [&](std::string const& host) {
      return std::ranges::none_of(patterns, [&](std::string const& pattern) {
         return matches(pattern, host);
      });
   });
   return all;
}

std::vector<std::string> unused(
   std::vector<std::string> const& patterns, std::vector<std::string> const& hosts)
{
   std::vector<std::string> all;
   std::ranges::copy_if(patterns, std::back_inserter(all), [&](std::string const& pattern) {
      return std::ranges::none_of(hosts, [&](std::string const& host) {
         return matches(pattern, host);
      });
   });
   return all;
}

}  // namespace mta_sts
