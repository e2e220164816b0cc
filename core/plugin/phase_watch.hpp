// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace dnslint::plugin {

// Is told before plugin code is entered and after it has returned, so that whoever looks from
// outside of the process can name the probe in which it ended. Probes count in the plan.
class phase_watch {
public:
   phase_watch() = default;
   phase_watch(phase_watch const&) = delete;
   phase_watch& operator=(phase_watch const&) = delete;
   virtual ~phase_watch() = default;

   virtual void enter(struct phase& p) noexcept = 0;
   virtual void leave(struct phase& p) noexcept = 0;
};

// What a run tells its watch. Borrows the watch; it may be none.
struct phase {
   phase_watch* watch = nullptr;
   std::uint64_t domain = 0;
   std::uint32_t probe = 0;
   std::chrono::nanoseconds spent{0};  // in the plugin's code, so far; the watch's to count
};

// While it lives, the plugin's code runs.
class entered {
public:
   explicit entered(phase& p) noexcept
   : phase_{p}
   {
      if (phase_.watch != nullptr)
         phase_.watch->enter(phase_);
   }
   entered(entered const&) = delete;
   entered& operator=(entered const&) = delete;
   ~entered()
   {
      if (phase_.watch != nullptr)
         phase_.watch->leave(phase_);
   }

private:
   phase& phase_;
};

}  // namespace dnslint::plugin
