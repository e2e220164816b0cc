// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ns {

struct address {
   std::string text;
   std::string bytes;  // the RDATA of its A or AAAA record
};

// What is known of a name's addresses of one type.
struct address_lookup {
   std::optional<dnslint::cause> unknown;
   std::vector<address> addresses;  // none when unknown or proved absent
};

// A name server that NS records name, and what was found out about it.
struct name_server {
   std::string name;
   address_lookup ipv4;
   address_lookup ipv6;
   std::string alias_of;  // where its CNAME leads; empty when none was seen
};

// The name servers of a zone: those that were looked up, and, when there are more than the limit,
// why the others were not.
struct server_list {
   std::vector<name_server> known;
   std::optional<dnslint::cause> rest;
};

// Of one name server, or of all of them.
struct verdict {
   dnslint::outcome result = dnslint::outcome::pass;
   std::string message;
   std::optional<dnslint::cause> why;  // of unknown
};

inline verdict passed()
{
   return {};
}

inline verdict failed(std::string message)
{
   return {dnslint::outcome::fail, std::move(message), std::nullopt};
}

inline verdict not_known(dnslint::cause const& why)
{
   return {dnslint::outcome::unknown, why.code, why};
}

}  // namespace ns
