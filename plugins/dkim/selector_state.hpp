// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_record.hpp"
#include "providers.hpp"

#include <dnslint/answer.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dkim {

// Why a selector was asked for.
enum class selector_origin {
   stated,    // by the list or the option dkim.selectors
   provider,  // a recognized provider's customers use it
   common,    // many signers use it
   wildcard   // an unlikely name, which found a wildcard
};

std::string_view to_text(selector_origin origin);

// What stands at one selector's name.
struct selector_state {
   std::string selector;  // "*" for a wildcard
   selector_origin origin = selector_origin::stated;
   std::optional<dnslint::cause> unknown;  // nothing else is known then
   std::string alias;                      // where CNAME records lead; empty if there is none
   provider const* alias_owner = nullptr;  // the provider that they lead to
   std::vector<key_record> keys;           // texts that are meant as keys
   bool has_other_text = false;            // a TXT record that is not meant as a key

   // The key that receivers use. Which of several records they take is not defined (RFC 6376
   // section 3.6.2.2), so that there is none then.
   key_record const* usable_key() const
   {
      return !unknown && keys.size() == 1 && keys.front().is_usable() ? &keys.front() : nullptr;
   }
   bool is_revoked() const { return keys.size() == 1 && keys.front().is_revoked; }
   // A CNAME record leads to nothing that is a key.
   bool dangles() const { return !unknown && !alias.empty() && keys.empty(); }
   bool is_absent() const { return !unknown && alias.empty() && keys.empty(); }
};

selector_state read_selector(
   std::string selector, selector_origin origin, dnslint::answer const& txt);

}  // namespace dkim
