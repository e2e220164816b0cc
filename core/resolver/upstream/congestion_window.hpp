// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace dnslint::resolver {

// How many questions may be in flight to one upstream. The window grows and shrinks as TCP's does
// (RFC 5681): at first by one for each answer, later by a few for each window of answers, and by
// half when the upstream is overrun. An unanswered question is no sign of that, since the servers
// of the name may be dead. A question that is answered only when it is asked again was lost the
// first time. The upstream is overrun when a large share of questions is lost, or when answers take
// much longer than before. Losses and delays with hardly any question in flight come from the path,
// and do not keep the window small.
class congestion_window {
public:
   using time_point = base::event_loop::time_point;
   using duration = base::event_loop::duration;
   using fine = std::chrono::microseconds;

   struct limits {
      unsigned first = 64;
      unsigned least = 16;
      unsigned most = 2048;
      unsigned step = 4;                // growth per window of answers after slow start
      unsigned most_lost_percent = 25;  // of the latest 64 tries; slow authorities explain so many
      duration timeout{2000};           // how long a question waits for its answer
      fine most_delay{20'000};          // above twice the round-trip time of an idle upstream
   };

   congestion_window();
   explicit congestion_window(limits bounds);

   bool has_room() const noexcept { return in_flight_ < size(); }
   void sent() noexcept;
   // Each question that was sent ends with one of the next four calls.
   void answered(fine rtt, time_point now) noexcept;
   void unanswered() noexcept;
   // The upstream answered that it could not find out. How long it tried says nothing about its
   // load.
   void failed() noexcept;
   void withdrawn() noexcept;  // the asker stopped waiting, so the load remains unknown

   // A question that ended unanswered was answered when it was asked again.
   void lost(time_point now) noexcept;

   // The upstream refused because it is asked too much.
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
   // How many of the next answers may grow the window: it grows only while it is full.
   unsigned may_grow_ = 0;
   std::uint64_t lost_ = 0;      // the latest tries, one bit each: 1 is a lost one
   unsigned noted_ = 0;          // tries since the last decrease
   unsigned measured_ = 0;       // round trips that were measured since the last decrease
   double smoothed_ = 0;         // the smoothed round-trip time, in microseconds
   std::optional<double> idle_;  // the least smoothed round-trip time
   double path_loses_ = 0;       // how many of the latest tries the path loses with few in flight
   std::optional<time_point> shrunk_;
};

}  // namespace dnslint::resolver
