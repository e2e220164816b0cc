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

// The tags by which a policy asks for reports to one destination: "rua", "ruf".
using report_tags = std::vector<std::string_view>;

// What one TXT record there says. Of several records the last one in this order counts: one that
// agrees is enough, but where one that agrees names another host, nothing is sent at all.
enum class agreement : std::uint8_t {
   absent,
   other_text,  // no DMARC record
   unreadable,  // no list of tags
   record,
   other_host  // sends the reports on to another host, where they must not go
};
// `asked_by`: an address of failure reports is overridden by ruf (RFC 9991 section 5).
agreement read_agreement(
   std::string_view text, std::string_view destination, report_tags const& asked_by);
std::string_view to_text(agreement a);

// How many destinations are asked about.
constexpr std::size_t most_destinations = 10;

// The URIs of a policy, by the tag that has them.
struct requested_reports {
   std::vector<std::string> rua;
   std::vector<std::string> ruf;
};

// Publishes `report_destinations` for the URIs in the record of `source`, which belongs to the
// organization `own`.
dnslint::co<> publish_destinations(
   dnslint::context cx, requested_reports asked, std::string source, organization own);

}  // namespace dmarc
