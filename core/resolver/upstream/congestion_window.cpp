// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/congestion_window.hpp"

#include <algorithm>
#include <bit>

namespace dnslint::resolver {

namespace {

constexpr unsigned latest = 64;  // tries that are looked back on
constexpr unsigned enough_round_trips = 32;
constexpr double weight = 1.0 / 64;  // weight of a new round-trip time in the smoothed one
// Microseconds by which a sample may exceed a smoothed time of 0.
constexpr double least_step = 1000;

}  // namespace

congestion_window::congestion_window()
: congestion_window{limits{}}
{}

congestion_window::congestion_window(limits bounds)
: limits_{bounds}
, size_(std::clamp(bounds.first, bounds.least, std::max(bounds.least, bounds.most)))
, slow_start_until_(bounds.most)
{}

void congestion_window::sent() noexcept
{
   if (++in_flight_ >= size())
      may_grow_ = in_flight_;
}

void congestion_window::answered(fine rtt, time_point now) noexcept
{
   withdrawn();
   note(false);
   smooth(rtt);
   if (delayed())
      shrink(
         now, std::chrono::ceil<duration>(std::chrono::duration<double, std::micro>{smoothed_}));
   else if (may_grow_ > 0)
      grow();
}

void congestion_window::unanswered() noexcept
{
   withdrawn();
}

void congestion_window::lost(time_point now) noexcept
{
   note(true);
   // Questions from before a decrease may still be reported lost for one timeout.
   if (overrun())
      shrink(now, limits_.timeout);
}

void congestion_window::failed() noexcept
{
   withdrawn();
   note(false);
}

void congestion_window::withdrawn() noexcept
{
   if (in_flight_ > 0)
      --in_flight_;
}

void congestion_window::refused(time_point now) noexcept
{
   constexpr duration between{100};
   if (shrunk_ && now - *shrunk_ < between)
      return;
   size_ = std::max(size_ / 2, static_cast<double>(limits_.least));
   slow_start_until_ = size_;
   shrunk_ = now;
}

void congestion_window::note(bool lost) noexcept
{
   lost_ = lost_ << 1U | std::uint64_t{lost};
   if (++noted_ % latest == 0)
      path_loses_ = std::min(path_loses_, path_loses_ * 3 / 4 + std::popcount(lost_) / 4.0);
}

bool congestion_window::overrun() const noexcept
{
   auto const more = std::popcount(lost_) - path_loses_;
   return noted_ >= latest && more * 100 > limits_.most_lost_percent * latest;
}

// At first the smoothed time is the mean, so that it begins with the upstream's usual time. Later a
// sample counts for twice the smoothed time at most, since one slow authority must not make the
// upstream look slow.
void congestion_window::smooth(fine rtt) noexcept
{
   auto const measured = static_cast<double>(rtt.count());
   ++measured_;
   if (!idle_)
      smoothed_ += (measured - smoothed_) / measured_;
   else
      smoothed_ += (std::min(measured, 2 * smoothed_ + least_step) - smoothed_) * weight;
   if (measured_ >= enough_round_trips)
      idle_ = std::min(idle_.value_or(smoothed_), smoothed_);
}

// The delay is measured against the least smoothed time, not against the least sample. An upstream
// answers at once from its cache, and must not look slow when it then has to ask other servers.
bool congestion_window::delayed() const noexcept
{
   return idle_ && measured_ >= enough_round_trips &&
          smoothed_ > 2 * *idle_ + static_cast<double>(limits_.most_delay.count());
}

void congestion_window::grow() noexcept
{
   --may_grow_;
   auto const slow_start = size_ < slow_start_until_;
   auto const more = slow_start ? 1.0 : limits_.step / size_;
   size_ = std::min(size_ + more, static_cast<double>(std::max(limits_.least, limits_.most)));
}

void congestion_window::accept_path() noexcept
{
   idle_ = smoothed_;
   path_loses_ = std::max<double>(path_loses_, std::popcount(lost_));
   slow_start_until_ = limits_.most;
}

// Shrinks at most once per round trip, since all answers within one were sent before the decrease.
void congestion_window::shrink(time_point now, duration round_trip) noexcept
{
   if (shrunk_ && now - *shrunk_ < round_trip)
      return;
   // With so few questions in flight the losses or delays are not caused by them: the path has
   // changed.
   if (size() < 2 * limits_.least)
      accept_path();
   else
      slow_start_until_ = size_ / 2;
   size_ = std::max(size_ / 2, static_cast<double>(limits_.least));
   shrunk_ = now;
   noted_ = 0;
   lost_ = 0;
   measured_ = 0;
}

}  // namespace dnslint::resolver
