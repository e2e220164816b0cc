// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"

namespace dnslint::command {
int report_command(std::vector<std::string> const&) { return usage; }
int merge_command(std::vector<std::string> const&) { return usage; }
}  // namespace dnslint::command
