// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace tls_rpt {

// One URI of rua. Owns its texts.
struct report_uri {
   std::string uri;     // as written, but the scheme in lower case
   std::string scheme;  // in lower case
   std::string error;   // empty when it is a URI

   // RFC 8460 section 3: reports go by mail, or are posted over HTTPS.
   bool is_usable() const { return error.empty() && (scheme == "mailto" || scheme == "https"); }
};

// RFC 3986, without "!", which RFC 8460 section 3 wants encoded; a mailto URI must hold an address
// and an https URI a host.
report_uri read_report_uri(std::string_view text);

}  // namespace tls_rpt
