// SPDX-License-Identifier: Apache-2.0
#include "known_issuer.hpp"

#include "near_miss.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace caa {
namespace {

// Domain names that authorities ask for in CAA records, as their documentation states them. Short
// names are left out, since other short names resemble them by chance.
constexpr std::array<std::string_view, 20> known_issuers{
   "letsencrypt.org", "digicert.com",  "sectigo.com",     "comodoca.com",  "globalsign.com",
   "amazontrust.com", "amazonaws.com", "entrust.net",     "godaddy.com",   "starfieldtech.com",
   "buypass.com",     "certum.pl",     "affirmtrust.com", "identrust.com", "quovadisglobal.com",
   "swisssign.com",   "trustwave.com", "telesec.de",      "actalis.it",    "microsoft.com"};

}  // namespace

std::string_view resembled_issuer(std::string_view issuer)
{
   if (std::ranges::any_of(known_issuers, [&](std::string_view known) {
          return dnslint::equal_ignoring_case(issuer, known);
       }))
      return {};
   auto const* const found = std::ranges::find_if(known_issuers, [&](std::string_view known) {
      return is_near_miss(issuer, known);
   });
   return found == known_issuers.end() ? std::string_view{} : *found;
}

}  // namespace caa
