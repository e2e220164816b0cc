// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/heap/heap_guard.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace dnslint::heap {

// One guarded block: 16 bytes in front of what the program holds say its size and its state, and 8
// bytes behind it must stay what they are. The allocator below writes into the first 8 bytes of
// memory that is free, so the state stands in the second 8.
class guarded_block {
public:
   enum class state : std::uint64_t { live, freed, kept };

   static constexpr std::size_t front = 16;
   static constexpr std::size_t back = 8;

   // Marks memory of front + size + back bytes as a live block.
   static void* make(void* memory, std::size_t size) noexcept
   {
      auto* const at = static_cast<char*>(memory) + front;
      guarded_block const b{at};
      b.write_size(size);
      b.write(state::live);
      auto const end = b.end_mark();
      std::memcpy(at + size, &end, back);
      return at;
   }

   explicit guarded_block(void* at) noexcept
   : at_{static_cast<char*>(at)}
   {}

   bool is(state s) const noexcept { return state_word() == word_of(s); }
   void write(state s) const noexcept
   {
      auto const word = word_of(s);
      std::memcpy(at_ - 8, &word, 8);
   }

   void* memory() const noexcept { return at_ - front; }
   std::size_t size() const noexcept
   {
      std::size_t size = 0;
      std::memcpy(&size, at_ - front, sizeof size);
      return size;
   }

   // What is wrong with a block that should be live.
   damage look() const noexcept
   {
      if (!is(state::live))
         return is(state::freed) || is(state::kept) ? damage::freed_twice : damage::never_allocated;
      std::uint64_t end = 0;
      std::memcpy(&end, at_ + size(), back);
      return end == end_mark() ? damage::none : damage::written_beyond;
   }

   // Of a block that is kept: nobody may write to it any more.
   void fill() const noexcept { std::memset(at_, filler, size()); }
   bool is_filled() const noexcept
   {
      auto const count = size();
      return count == 0 || (static_cast<unsigned char>(at_[0]) == filler &&
                            std::memcmp(at_, at_ + 1, count - 1) == 0);
   }

private:
   static constexpr unsigned char filler = 0xdd;

   // Another one at each address. Blocks are aligned, so the states do not meet those of others.
   std::uint64_t mark() const noexcept
   {
      return reinterpret_cast<std::uintptr_t>(at_) ^ 0x9e3779b97f4a7c10U;
   }
   std::uint64_t end_mark() const noexcept { return mark(); }
   std::uint64_t word_of(state s) const noexcept { return mark() + static_cast<std::uint64_t>(s); }
   std::uint64_t state_word() const noexcept
   {
      std::uint64_t word = 0;
      std::memcpy(&word, at_ - 8, 8);
      return word;
   }
   void write_size(std::size_t size) const noexcept
   {
      std::memcpy(at_ - front, &size, sizeof size);
   }

   char* at_;
};

}  // namespace dnslint::heap
