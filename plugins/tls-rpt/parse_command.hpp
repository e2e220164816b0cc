// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

namespace tls_rpt {

// `dnslint parse tls-rpt`: a record on standard input.
dnslint::task parse_command(dnslint::command_context cx);

}  // namespace tls_rpt
