// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/extended_error.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <string_view>

namespace dnslint::resolver {

namespace {

constexpr std::uint16_t option_code = 15;

constexpr std::size_t longest_text = 200;

// RFC 8914 section 4; `number` is the INFO-CODE.
struct extended_error {
   std::uint16_t number;
   std::string_view title;
   base::known_cause cause;
};

constexpr auto errors = std::to_array<extended_error>({
   {3, "Stale Answer", base::causes::stale},
   {6, "DNSSEC Bogus", base::causes::bogus},
   {7, "Signature Expired", base::causes::bogus},
   {8, "Signature Not Yet Valid", base::causes::bogus},
   {9, "DNSKEY Missing", base::causes::bogus},
   {10, "RRSIGs Missing", base::causes::bogus},
   {11, "No Zone Key Bit Set", base::causes::bogus},
   {12, "NSEC Missing", base::causes::bogus},
   {15, "Blocked", base::causes::filtered},
   {16, "Censored", base::causes::filtered},
   {17, "Filtered", base::causes::filtered},
   {18, "Prohibited", base::causes::filtered},
   {19, "Stale NXDOMAIN Answer", base::causes::stale},
});

// A resolver that gives a bogus answer all the same (by CD, or by its own policy) vouches for it.
bool applies(extended_error const& e, dns::rcode code)
{
   return e.cause != base::causes::bogus || code == dns::rcode::servfail;
}

std::optional<base::cause> fault_of_option(std::string_view data, dns::rcode rcode)
{
   if (data.size() < 2)
      return std::nullopt;
   auto const number = static_cast<std::uint16_t>(
      static_cast<std::uint8_t>(data[0]) << 8U | static_cast<std::uint8_t>(data[1]));
   auto const* const found = std::ranges::find(errors, number, &extended_error::number);
   if (found == errors.end() || !applies(*found, rcode))
      return std::nullopt;
   auto const text = data.substr(2, longest_text);
   auto const* const separator = text.empty() ? "" : ": ";
   return base::because(
      found->cause,
      fmt::format("extended error {}, {}{}{}", number, found->title, separator, text));
}

}  // namespace

std::optional<base::cause> fault_of_extended_error(dns::message const& m)
{
   if (!m.opt)
      return std::nullopt;
   for (auto const& option : m.opt->options) {
      if (option.code != option_code)
         continue;
      if (auto fault = fault_of_option(option.data, m.head.code))
         return fault;
   }
   return std::nullopt;
}

}  // namespace dnslint::resolver
