// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network_set.hpp"
#include "record_tree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace spf {

struct network_sets {
   network_set ip4;
   network_set ip6;

   void add(network_sets const& other);
   network_sets without(network_sets const& other) const;
};

// What one term matches, as far as that is known without a message. What `include` matches is left
// to the caller.
network_sets matched_by(followed_term const& t);
// The part of that which one of its hosts makes.
network_sets matched_by(term const& t, host_lookup const& host);

// The name of a term in messages: "mx", "ip4:192.0.2.0/24 of spf.example.net".
std::string label_of(followed_term const& t, followed_record const& in, bool of_root);

// The hosts for which a record gives the result pass, with all records that it uses and as if no
// receiver had limits. A term that depends on the sender allows nobody here.
struct allowed_hosts {
   network_sets all;
   std::vector<std::string> widest;         // the terms that allow most, the widest first; a few
   std::vector<std::string> special;        // what no host on the Internet is in, each with its use
   std::vector<std::string> mapped;         // IPv4 addresses written as IPv6: they never match
   std::optional<dnslint::cause> open;      // why it can be many more hosts
   std::optional<dnslint::cause> few_open;  // why it can be more hosts, be they few
};

allowed_hosts find_allowed(record_tree const& tree, std::string const& root);

// Whether more than half of all addresses are allowed: of IPv4, or of the global unicast addresses
// of IPv6 (RFC 4291 section 2.5.4, which IANA assigns from 2000::/3).
bool allows_everybody_ip4(network_sets const& allowed);
bool allows_everybody_ip6(network_sets const& allowed);

}  // namespace spf
