// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/timer_queue.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

// An id is its slot's index below the slot's generation, so that an id of the past finds nothing.
constexpr unsigned index_bits = 32;

std::uint32_t index_of(timer_queue::timer_id timer)
{
   return static_cast<std::uint32_t>(timer);
}

}  // namespace

timer_queue::timer_id timer_queue::add(time_point due, std::function<void()> work)
{
   if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(slots_.size()));
      slots_.emplace_back();
   }
   auto const index = free_.back();
   free_.pop_back();
   slots_[index].work = std::move(work);
   auto const timer = (timer_id{slots_[index].generation} << index_bits) | index;
   buckets_[due].timers.push_back(timer);
   return timer;
}

void timer_queue::cancel(timer_id timer)
{
   if (find(timer) != nullptr)
      release(timer);
}

std::optional<timer_queue::time_point> timer_queue::next()
{
   while (!buckets_.empty()) {
      auto& [due, first] = *buckets_.begin();
      while (first.taken < first.timers.size() && find(first.timers[first.taken]) == nullptr)
         ++first.taken;
      if (first.taken < first.timers.size())
         return due;
      buckets_.erase(buckets_.begin());
   }
   return std::nullopt;
}

std::function<void()> timer_queue::take_due(time_point now)
{
   auto const due = next();
   if (!due || *due > now)
      return {};
   auto& first = buckets_.begin()->second;
   return release(first.timers[first.taken++]);
}

timer_queue::slot* timer_queue::find(timer_id timer)
{
   auto const index = index_of(timer);
   if (index >= slots_.size() || slots_[index].generation != timer >> index_bits)
      return nullptr;
   return &slots_[index];
}

std::function<void()> timer_queue::release(timer_id timer)
{
   auto const index = index_of(timer);
   ++slots_[index].generation;
   free_.push_back(index);
   return std::exchange(slots_[index].work, nullptr);
}

}  // namespace dnslint::resolver
