// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// How many questions may be in flight to one upstream. Grows and shrinks as TCP's window does (RFC
// 5681): by one an answer at first, later by a few a window, and by half when the upstream is
// overrun. A question that stays unanswered says nothing, since names with dead servers do through
// any upstream; one that is answered when it is asked again was lost before. A large share of
// those, or answers that take much longer than before, tell. What is lost or late with hardly any
// in flight is the path's doing, and no reason to stay small.
class congestion_window {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;
   using fine = std::chrono::microseconds;

   struct limits {
      unsigned first = 64;
      unsigned least = 16;
      unsigned most = 2048;
      unsigned step = 4;                // a window of answers, after slow start
      unsigned most_lost_percent = 25;  // of the latest 64 tries, explained by slow authorities
      duration timeout{2000};           // of a question
      fine most_delay{20'000};          // above twice the round trip of an idle upstream
   };

   congestion_window();
   explicit congestion_window(limits bounds);

   bool has_room() const noexcept { return in_flight_ < size(); }
   void sent() noexcept;
   // Each question that was sent ends in one of these four.
   void answered(fine rtt, time_point now) noexcept;
   void unanswered() noexcept;
   // The upstream said that it could not find out; how long it tried says nothing about its load.
   void failed() noexcept;
   void withdrawn() noexcept;  // nobody waits for it any more: it says nothing

   // One that ended unanswered was answered when asked again.
   void lost(time_point now) noexcept;

   // The upstream refuses since it is asked too much.
   void refused(time_point now) noexcept;

   unsigned size() const noexcept { return static_cast<unsigned>(size_); }
   unsigned in_flight() const noexcept { return in_flight_; }

private:
   void note(bool lost) noexcept;
   bool overrun() const noexcept;
   bool delayed() const noexcept;
   void smooth(fine rtt) noexcept;
   void grow() noexcept;
   void shrink(time_point now, duration round_trip) noexcept;
   void accept_path() noexcept;

   limits limits_;
   double size_;
   double slow_start_until_;
   unsigned in_flight_ = 0;
   unsigned may_grow_ = 0;       // with so many answers: a window that is not used does not grow
   std::uint64_t lost_ = 0;      // the latest tries, one bit each
   unsigned noted_ = 0;          // tries since the last decrease
   unsigned measured_ = 0;       // round trips since the last decrease
   double smoothed_ = 0;         // round trip, in microseconds
   std::optional<double> idle_;  // the least smoothed one
   double path_loses_ = 0;       // of the latest tries, however few are in flight
   std::optional<time_point> shrunk_;
};

}  // namespace dnslint::resolver
