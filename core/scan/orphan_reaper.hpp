// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>
#include <vector>

namespace dnslint::scan {

// Kills the children of this process but for `spared`, and what becomes its children thereby, until
// none is left.
void kill_children(std::vector<pid_t> const& spared) noexcept;

// While it lives, processes that workers have left behind become children of this process, even
// those that have made a session of their own. At its end it kills them, and whatever they started.
// Children that were there before it are spared.
class orphan_reaper {
public:
   orphan_reaper();
   orphan_reaper(orphan_reaper const&) = delete;
   orphan_reaper& operator=(orphan_reaper const&) = delete;
   ~orphan_reaper();

private:
   std::vector<pid_t> spared_;
   int was_reaper_ = 0;
};

}  // namespace dnslint::scan
