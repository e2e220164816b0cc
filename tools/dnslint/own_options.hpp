// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/plugin/command_definition.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dnslint::command {

// A command line whose options of one plugin's command are taken out.
struct own_options {
   std::map<std::string, std::string, std::less<>> given;
   std::vector<std::string> rest;
};

// Values may be empty and may begin with a hyphen: a null sender, a domain that nobody should have.
// Behind "--" there are no options.
base::result<own_options> take_own_options(
   std::vector<std::string> const& arguments, std::vector<plugin::command_option> const& known);

// For --help; empty when there are none.
std::string describe(std::vector<plugin::command_option> const& options);

}  // namespace dnslint::command
