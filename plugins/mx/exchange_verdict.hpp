// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mx {

struct address {
   std::string text;
   std::string_view use;  // what it is reserved for; empty when it can be reached from everywhere
};

// What is known of a name's addresses of one type.
struct address_lookup {
   std::optional<dnslint::cause> unknown;
   std::vector<address> addresses;  // none when unknown or proved absent
};

// A mail exchange and what was found out about it.
struct exchange {
   std::string name;
   std::int64_t preference = 0;
   address_lookup ipv4;
   address_lookup ipv6;
   std::string alias_of;  // where its CNAME leads; empty when none was seen
};

// Of one exchange, or of all of them.
struct verdict {
   dnslint::outcome result = dnslint::outcome::pass;
   std::string message;
   std::optional<dnslint::cause> why;  // of unknown
};

// One address is enough, and then what else is unknown does not matter; that there is none must be
// known for both types.
verdict has_address(exchange const& e);

// RFC 5321 section 5.1, RFC 2181 section 10.3. A CNAME shows in the answer to either question.
verdict is_no_alias(exchange const& e);

// RFC 5321 section 2.3.5.
verdict is_named_as_host(exchange const& e);

verdict is_public(exchange const& e);

// Any fail is fail, else any unknown is unknown.
verdict all_of(std::vector<verdict> const& each);

}  // namespace mx
