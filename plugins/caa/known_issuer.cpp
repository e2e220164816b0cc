// SPDX-License-Identifier: Apache-2.0
#include "known_issuer.hpp"

#include "near_miss.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace caa {
namespace {

// Domain names that authorities look for in CAA records, as their certification practice statements
// have them. Names that resemble each other stand here too, so that none is taken for another.
constexpr std::array<std::string_view, 62> known_issuers{
   "letsencrypt.org", "digicert.com",    "www.digicert.com", "digicert.ne.jp",     "sectigo.com",
   "comodoca.com",    "comodo.com",      "usertrust.com",    "trust-provider.com", "globalsign.com",
   "amazon.com",      "aws.amazon.com",  "amazontrust.com",  "awstrust.com",       "amazonaws.com",
   "entrust.net",     "affirmtrust.com", "godaddy.com",      "starfieldtech.com",  "buypass.com",
   "certum.pl",       "certum.eu",       "identrust.com",    "quovadisglobal.com", "swisssign.com",
   "trustwave.com",   "securetrust.com", "vikingcloud.com",  "telesec.de",         "actalis.it",
   "geotrust.com",    "rapidssl.com",    "thawte.com",       "symantec.com",       "microsoft.com",
   "pki.goog",        "pki.apple.com",   "ssl.com",          "zerossl.com",        "d-trust.net",
   "d-trust.de",      "dtrust.de",       "harica.gr",        "camerfirma.com",     "certigna.fr",
   "certigna.com",    "certsign.ro",     "certainly.com",    "emsign.com",         "e-szigno.hu",
   "netlock.hu",      "netlock.net",     "netlock.eu",       "netlock.com",        "secomtrust.net",
   "telia.com",       "trustasia.com",   "wosign.com",       "wotrust.com",        "cfca.com.cn",
   "sheca.com",       "twca.com.tw"};

// "letsencrypt.com" for "letsencrypt.org". Short names are too common for that.
bool has_wrong_ending(std::string_view issuer, std::string_view known)
{
   constexpr std::size_t shortest = 8;
   auto const name = known.substr(0, known.find('.'));
   return name.size() >= shortest && issuer.find('.') == issuer.rfind('.') &&
          dnslint::equal_ignoring_case(issuer.substr(0, issuer.find('.')), name);
}

}  // namespace

std::string_view resembled_issuer(std::string_view issuer)
{
   if (std::ranges::any_of(known_issuers, [&](std::string_view known) {
          return dnslint::equal_ignoring_case(issuer, known);
       }))
      return {};
   auto const* const found = std::ranges::find_if(known_issuers, [&](std::string_view known) {
      return is_near_miss(issuer, known) || has_wrong_ending(issuer, known);
   });
   return found == known_issuers.end() ? std::string_view{} : *found;
}

}  // namespace caa
