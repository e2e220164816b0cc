// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profile/project.hpp"
#include "tools/dnslint/options.hpp"

#include <optional>

namespace dnslint::command {

// The project of the working folder: what dnslint.yaml says there or in the nearest folder above.
// None if the options forbid it. A file of somebody else is left alone, and that is told.
base::result<std::optional<profile::project>> project_of(options const& o);

// Adds what the project says to options of a command that runs checks. The command line wins.
base::diagnostics add_project(options& o, profile::project const& project);

}  // namespace dnslint::command
