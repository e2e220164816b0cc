// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/parse_error.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// One entry of rua or ruf.
struct report_uri {
   std::string uri;            // as written, but the scheme in lower case and without a size
   std::string obsolete_size;  // "10m" of "mailto:a@example.com!10m"
   std::size_t offset = 0;     // bytes into the list
   std::optional<dnslint::parse_error> error;  // its column counts within the URI
};

// Reads the rule dmarc-urilist of RFC 9989 section 4.8. A mailto URI must also hold an address
// (RFC 6068 section 2). Reading ends after `most_report_uris` entries.
constexpr std::size_t most_report_uris = 100;
std::vector<report_uri> read_report_uris(std::string_view list);

}  // namespace dmarc
