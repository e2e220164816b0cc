// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>
#include <dnslint/task.hpp>

namespace mta_sts {

// `dnslint mta-sts DOMAIN`: record, policy, and the exchanges that it covers.
dnslint::task mta_sts_command(dnslint::command_context cx);
// `dnslint parse mta-sts` and `dnslint parse mta-sts-policy`: a text on standard input.
dnslint::task parse_record_command(dnslint::command_context cx);
dnslint::task parse_policy_command(dnslint::command_context cx);

}  // namespace mta_sts
