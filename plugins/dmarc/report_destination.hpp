// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/context.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// The domain of a mailto URI in lower case; empty for other schemes.
std::string destination_of(std::string_view uri);

// The name that says whether `destination` takes reports about `domain` (RFC 9990 section 4).
std::string authorisation_name(std::string_view domain, std::string_view destination);

// Where reports go, and whether that works. More destinations than this are not asked about.
constexpr std::size_t most_destinations = 10;

// Publishes `report_destinations` for the URIs in the record of `source`; `own` is the
// organization.
dnslint::co<> publish_destinations(
   dnslint::context cx, std::vector<std::string> uris, std::string source, organization own);

}  // namespace dmarc
