// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

// What a reader should see first.
namespace dnslint::report {

// An entry without texts for a check that the catalogue does not have.
catalogue_entry const& entry_of(std::string const& id, catalogue const& checks);

// Borrows a finding and what the catalogue says of it.
struct ranked_finding {
   audit::finding const* of;
   catalogue_entry const* about;
   double lost;  // points that setting this check right can gain
};

// The worst first; what costs more among the equally bad. What is suppressed stands last.
std::vector<ranked_finding> ranked_failures(audit::domain_record const& d, catalogue const& checks);
// Those with one of these outcomes: failures as above, then what is unknown, passed, not
// applicable.
std::vector<ranked_finding> ranked_findings(
   audit::domain_record const& d, catalogue const& checks, outcomes const& show);

struct ranked_check {
   std::size_t count = 0;  // domains on which it failed
   std::string id;
   catalogue_entry const* about = nullptr;
};
// The worst first, then the most frequent.
std::vector<ranked_check> ranked_checks(summary const& s, catalogue const& checks);

using ranked_counts = std::vector<std::pair<std::string, std::size_t>>;
// The most frequent first.
ranked_counts ranked_causes(summary const& s);
// Each grade by its letter, then "withheld" and "nothing to grade".
ranked_counts ranked_grades(summary const& s);

}  // namespace dnslint::report
