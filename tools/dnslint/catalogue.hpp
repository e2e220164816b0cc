// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"
#include "core/report/report.hpp"
#include "tools/dnslint/options.hpp"

#include <filesystem>
#include <string>

namespace dnslint::command {

// Adds the plugins and the default pack that come with dnslint, found from the program's own place:
// ../lib/dnslint/plugins and ../share/dnslint/rules. --rules of a bare word is a pack there.
audit::selection with_defaults(options const& o);

// What `dnslint new` copies from: ../share/dnslint/template.
std::filesystem::path template_folder();

report::catalogue make_catalogue(audit::plan const& p);
std::vector<report::run_part> plugin_parts(audit::plan const& p);
std::vector<report::run_part> pack_parts(audit::plan const& p);
std::vector<report::run_part> profile_parts(audit::plan const& p);

}  // namespace dnslint::command
