// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/refusal_pace.hpp"

#include <algorithm>
#include <bit>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;

constexpr unsigned most_noted = 64;
constexpr double slower = 0.5;
constexpr double faster = 1.1;
// The limit is lifted at this multiple of the rate that was refused.
constexpr double forgotten_at = 4;

}  // namespace

refusal_pace::refusal_pace()
: refusal_pace{limits{}}
{}

refusal_pace::refusal_pace(limits bounds)
: limits_{bounds}
{}

refusal_pace::duration refusal_pace::take(time_point now) noexcept
{
   if (now - second_ >= 1s) {
      sent_before_ = now - second_ < 2s ? sent_ : 0;
      sent_ = 0;
      second_ = now;
   }
   ++sent_;
   if (!per_second_)
      return duration{0};
   recover(now);
   if (!per_second_)
      return duration{0};
   next_ = std::max<std::chrono::nanoseconds>(next_, now);
   auto const wait = next_ - std::chrono::nanoseconds{now};
   next_ += std::chrono::nanoseconds{static_cast<std::int64_t>(1e9 / *per_second_)};
   return std::chrono::ceil<duration>(wait);
}

bool refusal_pace::replied(bool refused, time_point sent, time_point now) noexcept
{
   if (slowed_at_ && sent <= *slowed_at_)
      return false;
   has_answered_ = has_answered_ || !refused;
   latest_ = latest_ << 1U | std::uint64_t{refused};
   noted_ = std::min(noted_ + 1, most_noted);
   if (!refused || !has_answered_ || !is_refused_often())
      return false;
   slow_down(now);
   return true;
}

bool refusal_pace::is_refused_often() const noexcept
{
   if (noted_ < limits_.enough)
      return false;
   auto const seen = noted_ == most_noted ? latest_ : latest_ & ((std::uint64_t{1} << noted_) - 1);
   return std::popcount(seen) * 100U > limits_.most_refused_percent * noted_;
}

// The questions of the second before, or of this second so far, whichever are more.
double refusal_pace::measured(time_point now) const noexcept
{
   auto const before = now - second_ < 2s ? sent_before_ : 0U;
   return std::max(before, sent_);
}

void refusal_pace::slow_down(time_point now) noexcept
{
   auto const pace = per_second_.value_or(measured(now));
   if (!per_second_)
      lift_at_ = pace * forgotten_at;
   per_second_ = std::max(pace * slower, limits_.least);
   noted_ = 0;
   slowed_at_ = now;
   grown_ = now;
   ++times_slowed_;
}

void refusal_pace::recover(time_point now) noexcept
{
   for (; now - grown_ >= 1s && per_second_; grown_ += 1s) {
      *per_second_ *= faster;
      if (*per_second_ >= lift_at_)
         per_second_.reset();
   }
}

}  // namespace dnslint::resolver
