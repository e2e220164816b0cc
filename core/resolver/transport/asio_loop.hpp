// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <memory>

namespace boost::asio {
class io_context;
}

namespace dnslint::resolver {

// The real loop: Asio's reactor and the monotonic clock, on the thread that calls run().
//
// Its clock is coarse: while run() runs, the clock is read once a turn, that is after each wait and
// after at most 64 pieces of work. now() is late by the time of so many pieces at most.
class asio_loop final : public base::event_loop {
public:
   asio_loop();
   ~asio_loop() override;

   void post(std::function<void()> work) override;
   timer_id run_after(duration delay, std::function<void()> work) override;
   void cancel(timer_id timer) override;
   time_point now() const override;
   void run(std::function<bool()> const& done) override;

   boost::asio::io_context& context() noexcept;  // for sources with sockets

private:
   struct state;
   std::unique_ptr<state> state_;
};

}  // namespace dnslint::resolver
