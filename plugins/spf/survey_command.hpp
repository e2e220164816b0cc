// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

#include <string>

namespace spf {

// `dnslint spf DOMAIN`: the records that belong to the domain's, and what each term costs.
dnslint::co<> survey_command(dnslint::command_context cx, std::string domain);

}  // namespace spf
