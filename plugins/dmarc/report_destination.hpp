// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/context.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// The domains of the addresses of a mailto URI, in lower case. Other schemes have none.
std::vector<std::string> mail_domains(std::string_view uri);

// The name whose TXT record says whether `destination` takes reports about `domain` (RFC 9990
// section 4).
std::string authorisation_name(std::string_view domain, std::string_view destination);

// What one TXT record there says, by how far it agrees.
enum class agreement : std::uint8_t {
   absent,
   other_text,  // no DMARC record
   unreadable,  // no list of tags
   other_host,  // sends the reports on to another host, where they must not go
   record
};
agreement read_agreement(std::string_view text, std::string_view destination);
std::string_view to_text(agreement a);

// How many destinations are asked about.
constexpr std::size_t most_destinations = 10;

// Publishes `report_destinations` for the URIs in the record of `source`, which belongs to the
// organization `own`.
dnslint::co<> publish_destinations(
   dnslint::context cx, std::vector<std::string> uris, std::string source, organization own);

}  // namespace dmarc
