// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

// A run and its findings in words, not yet safe to show anywhere.
namespace dnslint::report {

// "dnslint 1.0.0, 2026-01-31T00:00:00Z, profile standard, answers from zone", as far as it is
// known.
std::string run_text(run_info const& run);

// What it says in a line: its message; or what was expected, why nothing is known, why it does not
// apply.
base::untrusted statement(audit::finding const& f, catalogue_entry const& about);
// The same for one of its subjects: "mx2.example.org: NXDOMAIN". Names the subject once.
base::untrusted statement(audit::finding_item const& item);
// The message of the finding tells what there is to tell of this subject.
bool is_told_by_message(audit::finding const& f, audit::finding_item const& item);
// "Suppressed until 2027-01-31 by ...: ..."; empty when it is not.
base::untrusted suppression_text(audit::finding const& f);
// What stands behind it, a line each: its subjects that did not pass, its evidence, its fix and the
// record to publish.
std::vector<base::untrusted> details(audit::finding const& f);
// What its fix publishes, a line each: the record alone, or "- " before each record that goes away
// and
// "+ " before the one that comes.
std::vector<base::untrusted> edit_of(audit::finding const& f);
// The record of its fix, without line ends behind it.
std::string_view record_of(audit::finding const& f);

}  // namespace dnslint::report
