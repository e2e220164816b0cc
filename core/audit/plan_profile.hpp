// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"

namespace dnslint::audit {

// Applies the profile p.profile to a plan whose packs are loaded and whose settings have their
// defaults.

bool is_disabled(profile::profile const& profile, std::string_view check);

// The options and variables of a plugin or pack; null when it is not loaded.
std::vector<rules::variable> const* variables_of(plan const& p, std::string_view owner);
base::diagnostics apply_variables(plan& p);

// Overrides severities and controls of checks; p.checks keeps what the standard profile uses.
void apply_overrides(plan& p);
// Weights and digest, and whether the standard profile scores otherwise.
void set_score_terms(plan& p);

// Warnings about checks, plugins and packs that the profile names and that are not there. They are
// no errors, since a plugin may be absent on this machine.
base::diagnostics unmatched(plan const& p);

// Warnings about the suppressions that have expired at `now`.
base::diagnostics expired_suppressions(plan const& p, std::chrono::sys_seconds now);

}  // namespace dnslint::audit
