// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/options.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::command {

// The options that a command takes, and what --help prints before and after their list.
struct command_usage {
   option_groups groups = 0;
   std::string_view before;
   std::string_view after{};
};

int print_help(command_usage const& usage);

// Reads the arguments of a command. An exit status when that is all there is to do: help was asked
// for and printed, or the usage is wrong and was told.
std::optional<int> read_options(
   std::vector<std::string> const& arguments, command_usage const& usage, options& into);

// An error unless the format is among the known ones.
base::diagnostics wrong_format(options const& o, std::vector<std::string> const& known);

}  // namespace dnslint::command
