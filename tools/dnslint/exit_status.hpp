// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::command {

// docs/command.md. Where several hold: usage, stopped, gated, incomplete, findings in this order.
enum exit_status : int {
   done = 0,
   findings = 1,    // at or above --fail-on
   usage = 2,       // wrong usage or configuration
   incomplete = 3,  // some domains could not be audited, or something that judges them broke
   gated = 5,       // a gate of the profile does not hold
   stopped = 4      // ended before the end of the list, or some of it is to be done again
};

}  // namespace dnslint::command
