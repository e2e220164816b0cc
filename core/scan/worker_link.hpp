// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/message.hpp"

#include <optional>

namespace dnslint::scan {

// A worker's end of the socket pair. Borrows the descriptor. The supervisor reads all the time, so
// writing waits for it.
class worker_link {
public:
   explicit worker_link(int descriptor)
   : descriptor_{descriptor}
   {}

   // What has arrived; null when nothing has. Never waits.
   std::optional<message> take();
   // Waits until something has arrived; false when the supervisor is gone.
   bool wait();
   void send(message const& m);
   // The supervisor is gone, or the descriptor is: a worker without it has no reason to live.
   bool is_broken() const noexcept { return broken_ || in_.is_broken(); }

private:
   bool read_some();

   int descriptor_;
   frame_stream in_;
   bool broken_ = false;
};

}  // namespace dnslint::scan
