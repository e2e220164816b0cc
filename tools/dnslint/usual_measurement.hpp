// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/selection.hpp"
#include "core/authoring/usual_questions.hpp"

#include <optional>

namespace dnslint::command {

// What a run of this selection asks of an ordinary domain. The probes run in a child process, since
// they may be anybody's: null if it breaks, or takes too long.
std::optional<authoring::usual_questions> measure_apart(audit::selection const& wanted);

}  // namespace dnslint::command
