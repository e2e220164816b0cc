// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "public_key.hpp"

#include <dnslint/parse_error.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dkim {

// How many words and errors of each kind a hostile record can have.
constexpr std::size_t most_entries = 50;

// The record of a public key (RFC 6376 section 3.6.1). Owns its texts, which are printable ASCII.
struct key_record {
   std::string type = "rsa";           // the tag k, in lower case
   std::string key_text;               // the tag p without its blanks
   public_key key;                     // read if `is_read`
   bool is_read = false;               // the key is RSA or Ed25519, and has no error
   bool is_discarded = false;          // receivers do not use it, for an error among `errors`
   bool has_version = false;           // v=DKIM1 is written
   bool is_revoked = false;            // p is there and empty
   bool is_testing = false;            // t=y
   bool is_strict = false;             // t=s: no subdomains in i=
   std::vector<std::string> hashes;    // h; empty: all
   std::vector<std::string> services;  // s; empty: all
   std::vector<std::string> unknown_tags;
   std::vector<dnslint::parse_error> errors;  // by column

   bool has_known_type() const { return type == "rsa" || type == "ed25519"; }
   // RFC 8301 section 3.1: of the hash algorithms only sha256 is left.
   bool allows_sha256() const;
   bool allows_mail() const;
   // Whether receivers can verify signatures with it, however short it is.
   bool is_usable() const { return is_read && !is_discarded && allows_sha256() && allows_mail(); }
};

// Whether a text at a selector's name is meant as the record of a key: it says DKIM, or has a tag
// p. Wildcards bring other texts to the name.
bool is_meant_as_key(std::string_view text);

key_record read_key_record(std::string_view text);

}  // namespace dkim
