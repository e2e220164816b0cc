// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

namespace caa {

// `dnslint parse caa`: flags, tag and value on standard input.
dnslint::task parse_command(dnslint::command_context cx);

}  // namespace caa
