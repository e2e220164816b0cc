// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/answers/question_hash.hpp"
#include "core/resolver/upstream/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dnslint::resolver {

// Answers that domains share, each for as long as lifetime_of() says. The bounds are never
// exceeded: answers that were not asked for lately go first (CLOCK: a hand goes round and spares an
// answer once if it was found since the last round). Neither finding nor missing an answer
// allocates memory.
class answer_cache {
public:
   using time_point = base::event_loop::time_point;

   using limits = cache_limits;
   struct tallies {
      std::uint64_t hits = 0;
      std::uint64_t misses = 0;
      std::uint64_t evicted = 0;
   };

   answer_cache(limits bounds, hash_key const& key);

   // Null if there is no answer whose lifetime lasts at `now`.
   answer_ptr find(dns::question const& q, time_point now) noexcept;
   // Replaces an answer to the same question, but a failure never replaces an answer whose lifetime
   // lasts. The lifetime of a failure grows while the last failure of the same question is
   // remembered.
   void put(answer_ptr a, time_point now);

   std::size_t size() const noexcept { return size_; }
   std::size_t bytes() const noexcept { return bytes_; }
   tallies const& stats() const noexcept { return tallies_; }

private:
   struct entry {
      answer_ptr value;
      time_point expires{0};
      std::uint32_t bytes = 0;
      std::uint8_t failures = 0;  // in a row
      bool found = false;         // whether it was found since the hand came by
   };

   std::uint32_t tag_of(dns::question const& q) const noexcept;
   std::size_t place_of(dns::question const& q, std::uint32_t tag) const noexcept;
   std::size_t free_place(std::uint32_t tag) const noexcept;
   std::size_t next(std::size_t place) const noexcept { return (place + 1) & (tags_.size() - 1); }
   void store(std::uint32_t tag, entry fresh, time_point now);
   void make_room(std::size_t bytes, time_point now);
   void pass_hand(time_point now) noexcept;
   void erase(std::size_t place) noexcept;
   void grow();

   limits limits_;
   hash_key key_;
   // A place has the same index in both vectors, so that a search for a missing question touches
   // only the tags. A tag is half of the hash, and 0 marks a free place. The table uses linear
   // probing and is at most half full.
   std::vector<std::uint32_t> tags_;
   std::vector<entry> entries_;
   std::size_t size_ = 0;
   std::size_t bytes_ = 0;
   std::size_t hand_ = 0;
   tallies tallies_;
};

}  // namespace dnslint::resolver
