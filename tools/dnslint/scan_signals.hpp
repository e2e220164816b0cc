// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::command {

// SIGINT and SIGTERM ask for an end, a second one ends the process at once; SIGUSR1 asks for a look
// at how far the scan is. SIGPIPE and SIGXFSZ are errors of the write that
// met them.
void listen_to_signals();

bool is_interrupted() noexcept;
// Somebody wants a look; true once for each time.
bool take_look() noexcept;

}  // namespace dnslint::command
