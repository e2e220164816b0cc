// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::command {

// One sub-command. `run` gets what follows its name and gives an exit_status.
struct command {
   std::string_view name;
   std::string_view usage;    // "scan [DOMAIN...] [-l FILE]"
   std::string_view summary;  // one line
   int (*run)(std::vector<std::string> const& arguments);
};

int scan_command(std::vector<std::string> const& arguments);
int report_command(std::vector<std::string> const& arguments);
int merge_command(std::vector<std::string> const& arguments);
int config_command(std::vector<std::string> const& arguments);
int checks_command(std::vector<std::string> const& arguments);
int explain_command(std::vector<std::string> const& arguments);
int new_command(std::vector<std::string> const& arguments);
int test_command(std::vector<std::string> const& arguments);
int rules_command(std::vector<std::string> const& arguments);
int diff_command(std::vector<std::string> const& arguments);
int rehearse_command(std::vector<std::string> const& arguments);
int fix_command(std::vector<std::string> const& arguments);
int score_command(std::vector<std::string> const& arguments);
int profile_command(std::vector<std::string> const& arguments);
int plugin_command(std::vector<std::string> const& arguments);
int decode_command(std::vector<std::string> const& arguments);
int lab_command(std::vector<std::string> const& arguments);
int version_command(std::vector<std::string> const& arguments);

}  // namespace dnslint::command
