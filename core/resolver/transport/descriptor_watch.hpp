// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace dnslint::resolver {

class asio_loop;

// Tells when a descriptor can be read or written. The watch borrows the descriptor: its owner
// destroys the watch before closing it, possibly from within `on_ready`. The watch keeps the loop
// running only while something is wanted.
class descriptor_watch {
public:
   enum class ready : bool { to_read, to_write };
   using on_ready = std::function<void(ready)>;

   descriptor_watch(asio_loop& loop, int descriptor, on_ready tell);
   descriptor_watch(descriptor_watch const&) = delete;
   descriptor_watch& operator=(descriptor_watch const&) = delete;
   ~descriptor_watch();

   int descriptor() const noexcept;
   // What to watch for until the next call. Readiness is reported again and again while it lasts.
   void want(bool to_read, bool to_write);

private:
   struct state;
   std::shared_ptr<state> state_;
};

}  // namespace dnslint::resolver
