// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

namespace spf {

// `dnslint spf`: with --ip what a receiver would find out about a message, else the audit's tree.
dnslint::task spf_command(dnslint::command_context cx);

// `dnslint parse spf`: a record on standard input.
dnslint::task parse_command(dnslint::command_context cx);

}  // namespace spf
