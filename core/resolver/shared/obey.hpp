// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/task.hpp"
#include "core/resolver/shared/lookup_steps.hpp"

#include <coroutine>
#include <memory>
#include <utility>

namespace dnslint::resolver {

// Carries out the steps of lookup_steps, as a coroutine. `Driver` has the loop, the upstreams and
// their policies. A `Lookup` is one question of the driver's table:
//
//    event_loop& loop(); std::weak_ptr<bool> alive();
//    step admit(Lookup&);                                 // asks the policies
//    source& source_of(Lookup&); request request_of(Lookup&);
//    step received(Lookup&, exchange);                    // tells the policies, judges
//    void choose(Lookup&);                                // an upstream to begin at
//    void wait(Lookup&, std::coroutine_handle<>);         // until the upstream has room
//    void hold(Lookup&, std::coroutine_handle<>);         // until an upstream is heard
//    void wake(Lookup&, std::coroutine_handle<>);         // resumes, and ends what is done
//
// What a coroutine awaits has a name of its own: g++ 12 destroys such temporaries twice.
namespace obeying {

template <class Driver, class Lookup>
struct made_exchange {
   Driver& driver;
   Lookup& about;
   request const& asked;
   exchange got{};

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h)
   {
      driver.source_of(about).ask(asked, [this, h](exchange e) {
         got = std::move(e);
         driver.wake(about, h);
      });
   }
   void await_resume() const noexcept {}
};

template <class Driver, class Lookup>
struct pause {
   Driver& driver;
   Lookup& about;
   base::event_loop::duration time;

   bool await_ready() const noexcept { return time <= base::event_loop::duration{0}; }
   void await_suspend(std::coroutine_handle<> h) { driver.loop().run_after(time, woken(h)); }
   void await_resume() const noexcept {}

   auto woken(std::coroutine_handle<> h)
   {
      return [&to = driver, &of = about, h, still = driver.alive()] {
         if (!still.expired())
            to.wake(of, h);
      };
   }
};

template <class Driver, class Lookup>
struct turn : pause<Driver, Lookup> {
   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h) { this->driver.loop().post(this->woken(h)); }
};

// Suspends until the driver resumes it. `enter` puts it into the driver's queue.
template <class Driver, class Lookup>
struct turn_of_others {
   Driver& driver;
   Lookup& about;
   void (Driver::*enter)(Lookup&, std::coroutine_handle<>);

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h) { (driver.*enter)(about, h); }
   void await_resume() const noexcept {}
};

}  // namespace obeying

template <class Driver, class Lookup>
base::task<> obey(Driver& driver, Lookup& about)
{
   using action = step::action;
   auto next = driver.admit(about);
   while (next.next != action::finish) {
      obeying::pause<Driver, Lookup> before{driver, about, next.pause};
      co_await before;
      switch (next.next) {
         case action::ask: {
            auto const asked = driver.request_of(about);
            obeying::made_exchange<Driver, Lookup> made{driver, about, asked};
            co_await made;
            next = driver.received(about, std::move(made.got));
            continue;
         }
         case action::wait: {
            obeying::turn_of_others<Driver, Lookup> room{driver, about, &Driver::wait};
            co_await room;
            break;
         }
         case action::hold: {
            obeying::turn_of_others<Driver, Lookup> end{driver, about, &Driver::hold};
            co_await end;
            driver.choose(about);
            break;
         }
         case action::follow:
            driver.choose(about);
            break;
         case action::give_up: {
            obeying::turn<Driver, Lookup> later{{driver, about, {}}};
            co_await later;
            co_return;
         }
         case action::admit:
         case action::finish:
            break;
      }
      next = driver.admit(about);
   }
}

}  // namespace dnslint::resolver
