// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace dnslint::base {

// The one loop of a worker, and its timer clock. Everything that happens later, happens through it,
// on its one thread. Two kinds exist: a real one over Asio (core/resolver/transport/asio_loop.hpp)
// and virtual_loop, whose clock jumps to the next timer instead of waiting.
class event_loop {
public:
   // Since an arbitrary start; monotonic; never shown to users.
   using duration = std::chrono::milliseconds;
   using time_point = duration;
   using timer_id = std::uint64_t;

   event_loop() = default;
   event_loop(event_loop const&) = delete;
   event_loop& operator=(event_loop const&) = delete;
   virtual ~event_loop() = default;

   // Runs `work` after the current work has returned, in the order of posting. Never inline.
   virtual void post(std::function<void()> work) = 0;
   // Runs `work` once, `delay` from now (negative: at once), unless cancelled. Equal times run in
   // the order of their calls.
   virtual timer_id run_after(duration delay, std::function<void()> work) = 0;
   // Without effect on a timer that has run or was never set.
   virtual void cancel(timer_id timer) = 0;
   virtual time_point now() const = 0;
   // Runs until `done` says so or nothing is left to do. `done` is asked after each piece of work.
   virtual void run(std::function<bool()> const& done) = 0;
};

}  // namespace dnslint::base
