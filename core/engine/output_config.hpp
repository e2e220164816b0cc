// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <string>
#include <vector>

namespace dnslint::engine {

// One report more.
struct report_target {
   std::string format;
   std::string file;  // empty: standard output

   bool operator==(report_target const&) const = default;
};

// Where the results of a run go, and in which form.
struct output_config {
   std::string format = "text";        // a report format
   std::string file;                   // of the report; empty: standard output
   std::vector<report_target> also{};  // reports beside it, which are no journals
   std::string rows;                   // of CSV: "findings", "checks" or "domains"; empty: findings
   std::vector<base::outcome> show;  // findings that the report has; empty: as its format has them
   bool verbose = false;             // everything that the format can show
   bool color = false;
   bool packed = false;        // journal and report in JSONL are compressed
   bool ordered = true;        // domains stand in the order of the list
   std::string journal;        // a file; empty: none beside the report
   bool resume = false;        // goes on with the journal's run
   std::string retry_unknown;  // a journal whose transient unknowns are audited again
   std::string baseline;       // an earlier report, whose failures are not new; empty: none
   double most_unknown = 1;    // a domain with a larger share of unknown checks is not audited
   bool keep_going = false;    // goes on when a gate of the profile cannot hold any more
   std::string statistics;     // a file for the run's counters; empty: none
};

}  // namespace dnslint::engine
