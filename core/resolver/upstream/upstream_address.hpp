// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/server_address.hpp"

#include <string>
#include <string_view>

namespace dnslint::resolver {

// A resolver as it is named on the command line: "192.0.2.1:53" for UDP and TCP,
// "tls://192.0.2.1:853#dns.example.net" for TLS only.
struct upstream_address {
   server_address at;
   // The authentication domain name (RFC 8310), in lower case without a trailing dot; empty: no
   // TLS.
   std::string tls_name;

   std::string to_text() const;  // always with the port
   bool operator==(upstream_address const&) const = default;
};

// "tls://ADDR[:PORT]#NAME", port 853 without one, or what server_from_text() reads. Errors say what
// to write.
base::result<upstream_address> upstream_from_text(std::string_view text);

}  // namespace dnslint::resolver
