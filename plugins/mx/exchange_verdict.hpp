// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/verdict.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mx {

struct address {
   std::string text;
   std::string_view use;  // what the address is reserved for; empty when the Internet can reach it
};

// The addresses of one type that a name has.
struct address_lookup {
   std::optional<dnslint::cause> unknown;
   std::vector<address> addresses;  // none when unknown or proved absent
};

// A mail exchange with its addresses.
struct exchange {
   std::string name;
   std::int64_t preference = 0;
   address_lookup ipv4;
   address_lookup ipv6;
   std::string alias_of;  // where its CNAME leads; empty when none was seen
};

// One address is enough, even if the addresses of the other type are unknown. Only when both types
// are proved absent the exchange has none.
dnslint::verdict has_address(exchange const& e);

// RFC 5321 section 5.1, RFC 2181 section 10.3. A CNAME shows in the answer to either question.
dnslint::verdict is_no_alias(exchange const& e);

// RFC 5321 section 2.3.5.
dnslint::verdict is_named_as_host(exchange const& e);

// An address that the Internet can reach is enough.
dnslint::verdict has_public_address(exchange const& e);

// Every address that is known can be reached from the Internet.
dnslint::verdict is_public(exchange const& e);

}  // namespace mx
