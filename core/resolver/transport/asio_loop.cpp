// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/asio_loop.hpp"

#include "core/resolver/transport/timer_wheel.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace dnslint::resolver {

namespace {

using clock = std::chrono::steady_clock;

// How many pieces of work run in a row before sockets get their turn.
constexpr unsigned longest_streak = 64;
// One piece of work in so many is a timer that is due, if there is one.
constexpr unsigned timers_turn = 8;

}  // namespace

// Posted work and timers are kept here, because Asio's own queues cost several times as much. Asio
// gets one timer for the earliest of them, only when the loop is about to wait.
struct asio_loop::state {
   bool step();
   bool run_posted();
   bool run_due();
   bool run_piece();
   bool wait();
   void arm();
   time_point now();

   boost::asio::io_context context{1};
   boost::asio::steady_timer alarm{context};
   std::optional<time_point> alarm_at;
   clock::time_point start = clock::now();
   std::deque<std::function<void()>> posted;
   unsigned streak = 0;
   timer_wheel timers;
   bool running = false;
   std::optional<time_point> turn;  // the clock's time in this turn, once it was read
};

asio_loop::time_point asio_loop::state::now()
{
   if (running && turn)
      return *turn;
   turn = std::chrono::duration_cast<duration>(clock::now() - start);
   return *turn;
}

bool asio_loop::state::run_posted()
{
   if (posted.empty())
      return false;
   auto const work = std::move(posted.front());
   posted.pop_front();
   work();
   return true;
}

bool asio_loop::state::run_due()
{
   auto const work = timers.take_due(now());
   if (!work)
      return false;
   work();
   return true;
}

void asio_loop::state::arm()
{
   auto const next = timers.next();
   if (next == alarm_at)
      return;
   alarm_at = next;
   if (!next) {
      alarm.cancel();
      return;
   }
   alarm.expires_at(start + *next);
   alarm.async_wait([this](boost::system::error_code const& failed) {
      if (!failed)
         alarm_at.reset();
   });
}

bool asio_loop::state::wait()
{
   arm();
   turn.reset();
   context.restart();
   return context.run_one() > 0;
}

bool asio_loop::state::run_piece()
{
   auto const timers_first = streak % timers_turn == timers_turn - 1;
   return timers_first ? run_due() || run_posted() : run_posted() || run_due();
}

bool asio_loop::state::step()
{
   if (streak < longest_streak) {
      if (run_piece()) {
         ++streak;
         return true;
      }
      streak = 0;
      return wait();
   }
   streak = 0;
   turn.reset();
   context.restart();
   context.poll_one();
   return true;
}

asio_loop::asio_loop()
: state_{std::make_unique<state>()}
{}

asio_loop::~asio_loop() = default;

void asio_loop::post(std::function<void()> work)
{
   state_->posted.push_back(std::move(work));
}

asio_loop::timer_id asio_loop::run_after(duration delay, std::function<void()> work)
{
   return state_->timers.add(now() + std::max(delay, duration{0}), std::move(work));
}

void asio_loop::cancel(timer_id timer)
{
   state_->timers.cancel(timer);
}

asio_loop::time_point asio_loop::now() const
{
   return state_->now();
}

void asio_loop::run(std::function<bool()> const& done)
{
   state_->turn.reset();
   auto const outer = std::exchange(state_->running, true);
   while (!done() && state_->step()) {
   }
   state_->running = outer;
}

boost::asio::io_context& asio_loop::context() noexcept
{
   return state_->context;
}

}  // namespace dnslint::resolver
