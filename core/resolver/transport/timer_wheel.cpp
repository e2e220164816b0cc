// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/timer_wheel.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace dnslint::resolver {

namespace {

// An id has the generation of its node above the node's index, so that the id of an ended timer
// finds nothing.
constexpr unsigned index_bits = 32;
constexpr auto none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t most_spare = 64;

constexpr std::uint64_t bit(std::size_t i)
{
   return std::uint64_t{1} << i;
}

}  // namespace

timer_wheel::timer_wheel()
: slots_(span, none)
{}

timer_wheel::timer_id timer_wheel::add(time_point due, std::function<void()> work)
{
   auto const n = allocate();
   nodes_[n].due = due;
   nodes_[n].work = std::move(work);
   if (in_span(due)) {
      auto const slot = slot_of(due);
      mark_occupied(slot);
      append(slots_[slot], n);
   } else
      append_outside(n);
   return (timer_id{nodes_[n].generation} << index_bits) | n;
}

void timer_wheel::cancel(timer_id timer)
{
   auto const n = static_cast<index>(timer);
   if (n < nodes_.size() && nodes_[n].generation == timer >> index_bits)
      release(n);
}

std::optional<timer_wheel::time_point> timer_wheel::next() const
{
   if (auto const n = first())
      return nodes_[*n].due;
   return std::nullopt;
}

std::function<void()> timer_wheel::take_due(time_point now)
{
   auto const n = first();
   advance(n ? std::min(now, nodes_[*n].due) : now);
   if (!n || nodes_[*n].due > now)
      return {};
   return release(*n);
}

std::size_t timer_wheel::slot_of(time_point due) noexcept
{
   return static_cast<std::size_t>(due.count()) % span;
}

bool timer_wheel::in_span(time_point due) const noexcept
{
   return due >= begin_ && due - begin_ < time_point{span};
}

std::optional<std::size_t> timer_wheel::first_slot() const noexcept
{
   if (occupied_words_ == 0)
      return std::nullopt;
   auto const begin = slot_of(begin_);
   auto const word = begin / word_bits;
   // The word in which the span begins is also the one in which it ends.
   if (auto const here = occupied_[word] >> (begin % word_bits) << (begin % word_bits); here != 0)
      return word * word_bits + static_cast<std::size_t>(std::countr_zero(here));
   auto const behind = std::rotr(occupied_words_, static_cast<int>(word) + 1);
   auto const found = (word + 1 + static_cast<std::size_t>(std::countr_zero(behind))) % word_bits;
   return found * word_bits + static_cast<std::size_t>(std::countr_zero(occupied_[found]));
}

// A timer outside of the span is due before all timers of the wheel, or after all of them.
std::optional<timer_wheel::index> timer_wheel::first() const
{
   if (!outside_.empty() && outside_.begin()->first < begin_)
      return outside_.begin()->second;
   if (auto const slot = first_slot())
      return slots_[*slot];
   if (!outside_.empty())
      return outside_.begin()->second;
   return std::nullopt;
}

timer_wheel::index timer_wheel::allocate()
{
   if (free_.empty()) {
      nodes_.emplace_back();
      free_.reserve(nodes_.capacity());
      return static_cast<index>(nodes_.size() - 1);
   }
   auto const n = free_.back();
   free_.pop_back();
   return n;
}

void timer_wheel::append(index& list, index n) noexcept
{
   if (list == none)
      list = nodes_[n].next = nodes_[n].previous = n;
   auto& head = nodes_[list];
   nodes_[n].next = list;
   nodes_[n].previous = head.previous;
   nodes_[head.previous].next = n;
   head.previous = n;
}

void timer_wheel::append_outside(index n)
{
   auto const due = nodes_[n].due;
   auto it = outside_.lower_bound(due);
   if (it == outside_.end() || it->first != due) {
      if (spare_.empty())
         it = outside_.emplace_hint(it, due, none);
      else {
         spare_.back().key() = due;
         spare_.back().mapped() = none;
         it = outside_.insert(it, std::move(spare_.back()));
         spare_.pop_back();
      }
   }
   append(it->second, n);
}

void timer_wheel::remove(index n)
{
   auto const& gone = nodes_[n];
   auto const inside = in_span(gone.due);
   if (gone.next == n) {
      if (inside)
         clear(slot_of(gone.due));
      else
         keep_spare(outside_.extract(gone.due));
      return;
   }
   nodes_[gone.previous].next = gone.next;
   nodes_[gone.next].previous = gone.previous;
   auto& list = inside ? slots_[slot_of(gone.due)] : outside_.find(gone.due)->second;
   if (list == n)
      list = gone.next;
}

void timer_wheel::mark_occupied(std::size_t slot) noexcept
{
   occupied_[slot / word_bits] |= bit(slot % word_bits);
   occupied_words_ |= bit(slot / word_bits);
}

void timer_wheel::clear(std::size_t slot) noexcept
{
   auto const word = slot / word_bits;
   slots_[slot] = none;
   occupied_[word] &= ~bit(slot % word_bits);
   if (occupied_[word] == 0)
      occupied_words_ &= ~bit(word);
}

// Moves the span forward, but not past a timer of the wheel, and takes in the lists that it has
// reached. A list outside has all timers of its time, and the slot for that time is empty until
// then.
void timer_wheel::advance(time_point to)
{
   if (to <= begin_)
      return;
   auto const old_end = begin_ + time_point{span};
   begin_ = to;
   if (outside_.empty())
      return;
   for (auto it = outside_.lower_bound(std::max(begin_, old_end));
        it != outside_.end() && in_span(it->first);)
      adopt(it++);
}

void timer_wheel::adopt(outside::iterator it)
{
   auto const slot = slot_of(it->first);
   slots_[slot] = it->second;
   mark_occupied(slot);
   keep_spare(outside_.extract(it));
}

void timer_wheel::keep_spare(outside::node_type spare)
{
   if (spare_.size() < most_spare)
      spare_.push_back(std::move(spare));
}

std::function<void()> timer_wheel::release(index n)
{
   remove(n);
   ++nodes_[n].generation;
   free_.push_back(n);
   return std::exchange(nodes_[n].work, nullptr);
}

}  // namespace dnslint::resolver
