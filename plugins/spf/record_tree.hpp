// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"
#include "term.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace spf {

// The addresses of one host of `a` or `mx`. `exists` asks for IPv4 addresses alone.
struct host_lookup {
   std::string name;
   lookup ip4;
   lookup ip6;
};

// A term of a record that was followed, with what its lookups brought.
struct followed_term {
   term written;
   std::string target;               // of include and redirect: where in the tree; may be empty
   bool depends_on_sender = false;   // no lookup can be made without a message; also of ptr
   std::optional<lookup> exchanges;  // of mx
   std::vector<host_lookup> hosts;   // of a, mx and exists
};

enum class record_state : std::uint8_t {
   readable,
   missing,  // no SPF record is there
   broken,   // several records, or one with errors: permerror
   unseen    // not known
};

struct followed_record {
   std::string domain;  // printable
   record_state state = record_state::readable;
   dnslint::cause why;                // of unseen
   std::vector<followed_term> terms;  // of a readable one: those that count, in order
};

// The record of a domain and all that it uses, by domain in lower case. A domain that terms lead to
// and that is not in the tree was beyond the budget.
using record_tree = std::map<std::string, followed_record>;

}  // namespace spf
