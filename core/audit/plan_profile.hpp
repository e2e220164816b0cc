// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"

namespace dnslint::audit {

// What the profile p.profile makes of the plan. Packs are loaded, and settings have their defaults.

bool is_disabled(profile::profile const& profile, std::string_view check);

// The options and variables of a plugin or pack; null when it is not loaded.
std::vector<rules::variable> const* variables_of(plan const& p, std::string_view owner);
base::diagnostics apply_variables(plan& p);

// Changes severities and controls of all checks, after what they were is noted in p.checks.
void apply_overrides(plan& p);
// Weights and digest, and whether the standard profile scores otherwise.
void set_score_terms(plan& p);

// What the profile names and nothing is: warnings, since a plugin may be absent.
base::diagnostics unmatched(plan const& p);

// The suppressions that have stopped working by then.
base::diagnostics expired_suppressions(plan const& p, std::chrono::sys_seconds now);

}  // namespace dnslint::audit
