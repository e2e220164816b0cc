// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::command {

// SIGINT, SIGTERM and SIGHUP ask for an end. Until scan_has_begun(), and when they come a second
// time, they end the process at once with the exit status of what was stopped. SIGUSR1 asks for a
// look at how far the scan is. SIGPIPE and SIGXFSZ are errors of the write that met them. Whoever
// ignores SIGHUP, as nohup does, goes on ignoring it.
void listen_to_signals();
// From now on there is something to end in order.
void scan_has_begun() noexcept;

bool is_interrupted() noexcept;
// Somebody wants a look; true once for each time.
bool take_look() noexcept;

}  // namespace dnslint::command
