// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/dns/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::dns {

// The records of a master file (RFC 1035 section 5), read by ldns. $ORIGIN, $TTL (RFC 2308) and
// BIND's $GENERATE are understood, $INCLUDE is refused. Relative names are below `origin`. A TTL
// that is left out is 3600. Each error names the file and the line; `first_line` is the number of
// the text's first line in `file`.
base::result<std::vector<record>> parse_zone_text(
   std::string_view text,
   name const& origin,
   std::string const& file,
   std::uint32_t first_line = 1);

// The same for a text whose zone nobody has named. Relative names are below the owner of its SOA
// once that has been read with an absolute owner, as the SOA stands at the apex. A relative name
// without $ORIGIN before that is an error, never a name below the root.
base::result<std::vector<record>> parse_zone_text(std::string_view text, std::string const& file);

}  // namespace dnslint::dns
