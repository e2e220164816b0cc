// SPDX-License-Identifier: Apache-2.0
#include "key_lines.hpp"

#include <dnslint/text.hpp>

namespace dkim {
namespace {

std::string joined_words(std::vector<std::string> const& words)
{
   std::string text;
   for (auto const& w : words)
      text += (text.empty() ? "" : ":") + w;
   return text;
}

std::string key_name(key_record const& key)
{
   if (key.is_revoked)
      return "revoked";
   if (key.is_discarded)
      return "no key that receivers can read";
   if (!key.has_known_type())
      return "key of the unknown type " + dnslint::quoted(key.type);
   return key.type == "rsa" ? "RSA, " + std::to_string(key.key.bits) + " bits" : "Ed25519";
}

}  // namespace

std::string key_summary(key_record const& key)
{
   auto text = key_name(key);
   if (key.is_read && key.key.form == key_form::rsa_public_key)
      text += ", as a bare RSAPublicKey";
   if (!key.hashes.empty())
      text += ", h=" + joined_words(key.hashes);
   if (!key.services.empty())
      text += ", s=" + joined_words(key.services);
   if (key.is_testing)
      text += ", t=y (testing)";
   if (key.is_strict)
      text += ", t=s (no subdomains)";
   return text;
}

}  // namespace dkim
