// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <string>
#include <vector>

namespace dnslint::report {

// A domain's grade and score in words, one or two sentences.
std::string verdict_text(audit::domain_record const& d);

// The lowest cap that holds, where it is what limits the grade; else null.
score::told_cap const* limiting_cap(audit::domain_record const& d);

// "At most C: the DMARC policy only watches." Empty where no cap limits the grade.
std::string cap_text(audit::domain_record const& d);

// The controls that say nothing; empty where there are none, or there is no score.
std::string not_seen_text(audit::domain_record const& d);
// What publishing the offered records leads to; empty where that was not rehearsed.
std::string rehearsed_text(audit::domain_record const& d);
// "3 checks failed, 1 is unknown, 9 passed, 2 do not apply."
std::string outcomes_text(audit::domain_record const& d);
// All of these that say something, in this order: verdict, cap, not seen, outcomes, rehearsed.
std::vector<std::string> verdict_lines(audit::domain_record const& d);

// What a cause class means for the reader: what can be done about it.
std::string_view advice(base::cause_class c);

}  // namespace dnslint::report
