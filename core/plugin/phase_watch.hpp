// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace dnslint::plugin {

// Is called before plugin code is entered and after it has returned, so that an observer outside of
// the process can name the probe in which the process ended. Probes are indices into the plan.
class phase_watch {
public:
   phase_watch() = default;
   phase_watch(phase_watch const&) = delete;
   phase_watch& operator=(phase_watch const&) = delete;
   virtual ~phase_watch() = default;

   virtual void enter(struct phase& p) noexcept = 0;
   virtual void leave(struct phase& p) noexcept = 0;
};

// The connection of a run to its watch, which is borrowed and may be null.
struct phase {
   phase_watch* watch = nullptr;
   std::uint64_t domain = 0;
   std::uint32_t probe = 0;
   std::chrono::nanoseconds spent{0};  // time in the plugin's code so far; the watch counts it
};

// The plugin's code runs while this object lives.
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
