// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/run_config.hpp"
#include "core/engine/world.hpp"
#include "core/report/record_content.hpp"
#include "core/report/report.hpp"

#include <vector>

namespace dnslint::audit {
struct plan;
}

namespace dnslint::engine {

// What the report says of a run.
report::run_info describe_run(run_config const& c, world const& w, audit::plan const& p);

report::catalogue make_catalogue(audit::plan const& p);

// What the records of a run of the plan have.
report::record_content make_record_content(record_config const& c, audit::plan const& p);
std::vector<report::run_part> plugin_parts(audit::plan const& p);
std::vector<report::run_part> pack_parts(audit::plan const& p);
std::vector<report::run_part> profile_parts(audit::plan const& p);

}  // namespace dnslint::engine
