// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/hosts/host_address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::hosts {

constexpr std::size_t most_url_bytes = 2048;

// An https URL (RFC 3986, RFC 9110 section 4.2.2), in the one spelling that is sent.
//
// A host that any resolver or library would take for an address is one here, too: 127.1,
// 0x7f.0.0.1, 017700000001 and 2130706433 are all 127.0.0.1. So nobody can write an address that
// passes for a name.
struct https_url {
   std::string host;  // a name in lower case without its final dot, or an address
   std::optional<host_address> literal;  // the host, if it is an address
   std::uint16_t port = 443;
   std::string path{"/"};             // begins with '/', and has no dot segments
   std::optional<std::string> query;  // what stands behind '?'

   // A fragment is allowed, and dropped. The message of the error is for people, and on one line.
   static base::result<https_url> from_text(std::string_view text);

   // The URL that a Location header of this URL's response names (RFC 9110 section 10.2.2).
   base::result<https_url> follow(std::string_view location) const;

   std::string to_text() const;
   std::string authority() const;  // the host, and the port if it is not 443
   std::string target() const;     // path and query
   bool operator==(https_url const&) const = default;
};

}  // namespace dnslint::hosts
