// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/public_suffix.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace dnslint::audit {
struct plan;
}

namespace dnslint::authoring {

// What an audit asks of an ordinary domain: two name servers, two exchanges, SPF with an include,
// DMARC with reports, CAA. Counted as the budget of a domain counts: before answers are shared.
struct usual_questions {
   unsigned all = 0;
   // "name", "spf/spf" for a probe, the id of a check for its lookups. What a plan does not run is
   // left out.
   std::map<std::string, unsigned, std::less<>> by_asker;
};

// Audits that domain in memory several times, and takes the plan for it, since it runs less of it
// each time. Null when an audit did not end.
std::optional<usual_questions> measure_usual_questions(
   std::unique_ptr<audit::plan> plan, audit::public_suffix_list const& suffixes);

}  // namespace dnslint::authoring
