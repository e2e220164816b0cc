// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::engine {

// The life of a worker: takes the run's configuration and then domains from the supervisor that has
// started the process, and ends the process when there are no more. Returns an exit status when it
// cannot begin.
int work();

}  // namespace dnslint::engine
