// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/command.hpp>

namespace dmarc {

// `dnslint dmarc`: the tree walk, the record that applies, the policy.
dnslint::task dmarc_command(dnslint::command_context cx);

// `dnslint parse dmarc`: a record on standard input.
dnslint::task parse_command(dnslint::command_context cx);

}  // namespace dmarc
