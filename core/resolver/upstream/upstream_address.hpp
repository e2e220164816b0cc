// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/server_address.hpp"

#include <string>
#include <string_view>

namespace dnslint::resolver {

// A resolver as the command line names it: "192.0.2.1:53" for UDP and TCP,
// "tls://192.0.2.1:853#dns.example.net" for TLS only.
struct upstream_address {
   server_address at;
   // The authentication domain name (RFC 8310), in lower case without a trailing dot. Empty if the
   // upstream is not asked over TLS.
   std::string tls_name;

   std::string to_text() const;  // always with the port
   bool operator==(upstream_address const&) const = default;
};

// Reads "tls://ADDR[:PORT]#NAME", whose default port is 853, or an address as server_from_text()
// does. Errors say what to write instead.
base::result<upstream_address> upstream_from_text(std::string_view text);

}  // namespace dnslint::resolver
