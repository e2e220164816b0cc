// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_search.hpp"

#include <dnslint/verdict.hpp>

#include <string>
#include <vector>

namespace dkim {

// RFC 8301 section 3.2: receivers must not use RSA keys of less than 1024 bits, and signers should
// use at least 2048. Keys of 512 bits can be factored within hours on rented computers.
constexpr std::size_t broken_bits = 512;
constexpr std::size_t least_bits = 1024;
constexpr std::size_t advised_bits = 2048;

// Judgements of one key record.
dnslint::verdict is_readable(key_record const& key);
dnslint::verdict has_no_minor_errors(key_record const& key);
dnslint::verdict is_longer_than_broken(key_record const& key);
dnslint::verdict is_long_enough(key_record const& key);
dnslint::verdict is_as_long_as_advised(key_record const& key);
dnslint::verdict has_known_type(key_record const& key);
dnslint::verdict allows_sha256(key_record const& key);
dnslint::verdict allows_mail(key_record const& key);
dnslint::verdict is_not_testing(key_record const& key);
dnslint::verdict has_usual_form(key_record const& key);

// Judgements of a selector.
dnslint::verdict has_key(selector_state const& stated, std::string_view domain);
dnslint::verdict is_single(selector_state const& selector);

// A CNAME record that leads to no key fails, unless another selector of the same provider has a
// key: some providers publish the next key only when the keys change.
dnslint::verdict leads_to_key(selector_state const& selector, key_search const& found);

// Whether a key was seen that receivers can use. A key behind a wildcard does not count, since no
// selector is known that mail is signed with. Unknown where none was seen and none is denied.
dnslint::verdict key_seen(key_search const& found);

// Selectors that have the same key, in groups. Providers that give all customers one key are left
// out.
std::vector<std::vector<std::string>> same_keys(key_search const& found);

// Whether the selectors that all customers have lead to keys, for the recognized providers of which
// all selectors were asked.
struct judged_provider {
   std::string name;
   dnslint::verdict signs;
};
std::vector<judged_provider> judge_providers(key_search const& found);

}  // namespace dkim
