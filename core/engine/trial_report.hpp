// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/world.hpp"
#include "core/report/report.hpp"

#include <optional>

namespace dnslint::audit {
struct plan;
}

namespace dnslint::engine {

// Whether any probe that runs asks name servers by themselves.
trial_extent trial_for(audit::plan const& p);

// What the trial of the upstreams told, for the report.
void describe_trials(world const& w, report::run_info& into);

// The same for people: what is wrong, who did not answer; with `all` what is well, too.
base::diagnostics trial_notes(world const& w, bool all);

// Why name servers cannot be asked by themselves, where the trial showed it.
std::optional<base::cause> why_no_direct(world const& w);

}  // namespace dnslint::engine
