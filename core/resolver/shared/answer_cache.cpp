// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/answer_cache.hpp"

#include "core/resolver/answers/answer_lifetime.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace dnslint::resolver {

namespace {

constexpr std::size_t first_places = 1024;
constexpr std::uint8_t most_failures = 100;

// The bytes of one answer, including its share of the tables.
std::size_t cost_of(answer const& a, std::size_t of_places)
{
   constexpr auto largest = std::size_t{std::numeric_limits<std::uint32_t>::max()};
   return std::min(footprint_of(a) + of_places, largest);
}

}  // namespace

answer_cache::answer_cache(limits bounds, hash_key const& key)
: limits_{std::max<std::size_t>(bounds.entries, 1), bounds.bytes}
, key_{key}
, tags_(std::min(first_places, std::bit_ceil(2 * limits_.entries)))
, entries_(tags_.size())
{}

answer_ptr answer_cache::find(dns::question const& q, time_point now) noexcept
{
   auto const place = place_of(q, tag_of(q));
   if (tags_[place] == 0 || entries_[place].expires <= now) {
      ++tallies_.misses;
      return nullptr;
   }
   ++tallies_.hits;
   entries_[place].found = true;
   return entries_[place].value;
}

void answer_cache::put(answer_ptr a, time_point now)
{
   auto const tag = tag_of(a->asked);
   auto const place = place_of(a->asked, tag);
   auto const failed = is_failure(*a);
   auto const& old = entries_[place];
   auto const known = tags_[place] != 0;
   if (known && failed && old.failures == 0 && old.expires > now)
      return;
   auto const before = known && failed ? old.failures : std::uint8_t{0};
   auto const lifetime = lifetime_of(*a, before);
   auto const bytes = cost_of(*a, 2 * (sizeof(entry) + sizeof tag));
   if (lifetime.count() == 0 || bytes > limits_.bytes)
      return;
   if (known)
      erase(place);
   auto const failures = failed ? std::min<int>(before + 1, most_failures) : 0;
   store(
      tag,
      {std::move(a),
       now + lifetime,
       static_cast<std::uint32_t>(bytes),
       static_cast<std::uint8_t>(failures),
       false},
      now);
}

std::uint32_t answer_cache::tag_of(dns::question const& q) const noexcept
{
   auto const tag = static_cast<std::uint32_t>(hash_of(q, key_) >> 32U);
   return tag == 0 ? 1 : tag;
}

// The place of `q`, or else the free place where it belongs.
std::size_t answer_cache::place_of(dns::question const& q, std::uint32_t tag) const noexcept
{
   auto place = tag & (tags_.size() - 1);
   while (tags_[place] != 0 && (tags_[place] != tag || entries_[place].value->asked != q))
      place = next(place);
   return place;
}

std::size_t answer_cache::free_place(std::uint32_t tag) const noexcept
{
   auto place = tag & (tags_.size() - 1);
   while (tags_[place] != 0)
      place = next(place);
   return place;
}

void answer_cache::store(std::uint32_t tag, entry fresh, time_point now)
{
   make_room(fresh.bytes, now);
   if (2 * (size_ + 1) > tags_.size())
      grow();
   auto const place = free_place(tag);
   bytes_ += fresh.bytes;
   ++size_;
   tags_[place] = tag;
   entries_[place] = std::move(fresh);
}

void answer_cache::make_room(std::size_t bytes, time_point now)
{
   while (size_ > 0 && (size_ >= limits_.entries || bytes_ + bytes > limits_.bytes))
      pass_hand(now);
}

void answer_cache::pass_hand(time_point now) noexcept
{
   auto& e = entries_[hand_];
   if (tags_[hand_] == 0 || (e.found && e.expires > now)) {
      e.found = false;
      hand_ = next(hand_);
      return;
   }
   erase(hand_);  // another answer may now stand under the hand
   ++tallies_.evicted;
}

// Fills the gap with later entries that would otherwise no longer be reached from their first
// place.
void answer_cache::erase(std::size_t place) noexcept
{
   auto const mask = tags_.size() - 1;
   bytes_ -= entries_[place].bytes;
   --size_;
   for (auto i = next(place); tags_[i] != 0; i = next(i)) {
      if (((i - tags_[i]) & mask) < ((i - place) & mask))
         continue;
      tags_[place] = tags_[i];
      entries_[place] = std::move(entries_[i]);
      place = i;
   }
   tags_[place] = 0;
   entries_[place] = {};
}

void answer_cache::grow()
{
   std::vector<std::uint32_t> tags(2 * tags_.size());
   std::vector<entry> entries(tags.size());
   tags_.swap(tags);
   entries_.swap(entries);
   hand_ = 0;
   for (std::size_t i = 0; i != tags.size(); ++i) {
      if (tags[i] == 0)
         continue;
      auto const place = free_place(tags[i]);
      tags_[place] = tags[i];
      entries_[place] = std::move(entries[i]);
   }
}

}  // namespace dnslint::resolver
