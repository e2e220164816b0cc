// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace dnslint::resolver {

class asio_loop;

// Tells when a descriptor of somebody else's can be read or written. Never closes it: its owner
// destroys the watch first, also from within `on_ready`. Keeps the loop running only while
// something is wanted.
class descriptor_watch {
public:
   enum class ready : bool { to_read, to_write };
   using on_ready = std::function<void(ready)>;

   descriptor_watch(asio_loop& loop, int descriptor, on_ready tell);
   descriptor_watch(descriptor_watch const&) = delete;
   descriptor_watch& operator=(descriptor_watch const&) = delete;
   ~descriptor_watch();

   int descriptor() const noexcept;
   // Holds until the next call. Readiness is told again and again while it lasts.
   void want(bool to_read, bool to_write);

private:
   struct state;
   std::shared_ptr<state> state_;
};

}  // namespace dnslint::resolver
