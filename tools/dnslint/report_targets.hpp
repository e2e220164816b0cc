// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/engine/output_config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dnslint::command {

// What is behind -o, each FILE or FORMAT=FILE, and behind --format, as reports. FILE has the format
// that --format names. Without FILE that format goes to standard output if it was asked for, or if
// there is nothing else. A report in JSONL stands first, since it is a journal, too.
base::result<std::vector<engine::report_target>> report_targets(
   std::vector<std::string> const& outputs, std::optional<std::string> const& format);

}  // namespace dnslint::command
