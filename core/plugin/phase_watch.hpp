// SPDX-License-Identifier: Apache-2.0
#pragma once

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

   virtual void enter(std::uint64_t domain, std::uint32_t probe) noexcept = 0;
   virtual void leave() noexcept = 0;
};

// What a run tells its watch. Borrows the watch; it may be none.
struct phase {
   phase_watch* watch = nullptr;
   std::uint64_t domain = 0;
   std::uint32_t probe = 0;
};

// While it lives, the plugin's code runs.
class entered {
public:
   explicit entered(phase const& p) noexcept
   : watch_{p.watch}
   {
      if (watch_ != nullptr)
         watch_->enter(p.domain, p.probe);
   }
   entered(entered const&) = delete;
   entered& operator=(entered const&) = delete;
   ~entered()
   {
      if (watch_ != nullptr)
         watch_->leave();
   }

private:
   phase_watch* watch_;
};

}  // namespace dnslint::plugin
