// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

namespace dnslint::scan {

// The process between a supervisor and one worker. What the worker and its children leave behind,
// in sessions of their own, too, become children of the warden.
class warden {
public:
   // Makes this process one, once it is forked from its supervisor. It starts the worker then.
   explicit warden(pid_t supervisor) noexcept;

   // Waits for `worker`, kills all that it left behind, and ends as it did. When the supervisor
   // ends first, the worker is killed, too.
   [[noreturn]] void keep(pid_t worker) const noexcept;

private:
   void wait_for_news() const noexcept;

   int supervisor_ = -1;  // readable when it has ended
};

}  // namespace dnslint::scan
