// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

namespace dkim {

// `dnslint dkim`: the keys of a domain, by the selectors given or by guesses.
dnslint::task dkim_command(dnslint::command_context cx);

// `dnslint parse dkim`: a record on standard input.
dnslint::task parse_command(dnslint::command_context cx);

}  // namespace dkim
