// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/judgement.hpp"
#include "core/audit/lookup_rounds.hpp"

#include <vector>

namespace dnslint::audit {

struct plan;

// The findings of all checks of a plan, in its order, for each way in which an audit can end.

// Of a domain whose probes and lookups have ended. `settled` has what the code of probes settled.
std::vector<finding> judge_all(
   plan const& plan,
   judged_facts const& known,
   std::vector<finding> settled,
   lookup_rounds const& lookups);

// Of a name that does not exist: only the checks that say so in their manifest are judged.
std::vector<finding> judge_nonexistent(plan const& plan, judged_facts const& known);

// Of a domain of which nothing was found out.
std::vector<finding> all_unknown(plan const& plan, base::cause const& why);

}  // namespace dnslint::audit
