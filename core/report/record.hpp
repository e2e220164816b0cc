// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::report {

// What is counted of a finished domain: enough for a run's summary and exit status without reading
// its JSON again.
struct domain_counts {
   audit::domain_status status = audit::domain_status::audited;
   std::string grade;                        // "withheld" and "none" included
   std::array<std::uint32_t, 4> outcomes{};  // by base::outcome
   std::vector<std::string> failed;          // ids of checks
   std::vector<std::string> suppressed;      // those of them that the profile accepts
   std::vector<std::pair<std::string, std::uint32_t>> unknown;  // by cause: "transient: timeout"
   std::uint32_t questions = 0;                                 // logical ones
   std::uint64_t upstreams = 0;  // whose answers it rests on: a bit for each, by its place
   bool has_defect = false;      // a check is unknown (internal)

   bool operator==(domain_counts const&) const = default;
};

// One finished domain as it travels, from a worker to a journal and to writers. `json` has the
// members of the domain's object (docs/report.md), without braces around them.
struct record {
   std::string json;
   domain_counts counts;

   bool operator==(record const&) const = default;
};

domain_counts count(audit::domain_record const& d);

// The name of the domain, from the beginning of its members; empty where they begin otherwise.
std::string_view domain_of(record const& r);
// Its coverage in hundredths; 0 where it has none.
unsigned coverage_of(record const& r);

}  // namespace dnslint::report
