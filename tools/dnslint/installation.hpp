// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

#include <filesystem>

namespace dnslint::command {

// Adds the plugins and the default packs that come with dnslint, found from the program's own
// place: ../lib/dnslint/plugins and ../share/dnslint/rules. A rule path that is a bare word is a
// pack there.
audit::selection installed_selection(options const& o);
// The configuration of the options with that selection.
engine::run_config installed_config(options const& o);

// What `dnslint new` copies from: ../share/dnslint/template.
std::filesystem::path template_folder();

}  // namespace dnslint::command
