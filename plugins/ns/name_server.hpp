// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ns {

struct address {
   std::string text;
   std::string bytes;       // the RDATA of its A or AAAA record
   std::string_view use{};  // what it is reserved for; empty when the Internet can reach it
};

// The addresses of one type that a name has.
struct address_lookup {
   std::optional<dnslint::cause> unknown;
   std::vector<address> addresses;  // none when unknown or proved absent
};

// A name server that NS records name, with its addresses.
struct name_server {
   std::string name;
   address_lookup ipv4;
   address_lookup ipv6;
   std::string alias_of;  // where its CNAME leads; empty when none was seen
};

// The name servers of a zone. `rest` is set when there are more name servers than the limit, and
// tells why the others were not looked up.
struct server_list {
   std::vector<name_server> known;
   std::optional<dnslint::cause> rest;
};

}  // namespace ns
