// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/message.hpp"

#include <optional>

namespace dnslint::scan {

// A worker's end of the socket pair. Borrows the descriptor. send() waits until the supervisor has
// read enough, since the supervisor reads all the time.
class worker_link {
public:
   explicit worker_link(int descriptor)
   : descriptor_{descriptor}
   {}

   // Returns the next message that has arrived, or null. Never waits.
   std::optional<message> take();
   // Waits until something has arrived; false when the supervisor is gone.
   bool wait();
   void send(message const& m);
   // Whether the supervisor is gone, or the descriptor. A worker ends then.
   bool is_broken() const noexcept { return broken_ || in_.is_broken(); }

private:
   bool read_some();

   int descriptor_;
   frame_stream in_;
   bool broken_ = false;
};

}  // namespace dnslint::scan
