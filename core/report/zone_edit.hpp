// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/dns/record.hpp"

#include <string>
#include <vector>

namespace dnslint::report {

// What the advice of a domain's checks makes of one RRset.
struct zone_edit {
   dns::name owner;
   dns::rrtype type = dns::rrtype::txt;
   std::vector<dns::record> remove;
   std::vector<dns::record> add;
   std::vector<std::string> checks;  // whose advice it is, sorted

   bool operator==(zone_edit const&) const = default;
};

// The edits that a domain's findings offer, each once, by owner and type. An offer that is no
// record, as the text of a report may be anything, is left out.
std::vector<zone_edit> zone_edits(audit::domain_record const& d);

}  // namespace dnslint::report
