// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace dnslint::base {

// Memory for coroutine frames, which come and go with each question and are of few sizes: a frame
// that was freed is the next one's. Each thread has its own, and keeps at most `most_kept` bytes
// idle; they return to the system when the thread ends.
class frame_pool {
public:
   static constexpr std::size_t most_kept = 1U << 20U;

   frame_pool() = default;
   frame_pool(frame_pool const&) = delete;
   frame_pool& operator=(frame_pool const&) = delete;
   ~frame_pool()
   {
      for (auto*& first : idle_)
         while (first != nullptr)
            ::operator delete(pop(first));
   }

   static frame_pool& of_this_thread() noexcept
   {
      thread_local frame_pool pool;
      return pool;
   }

   void* take(std::size_t size)
   {
      auto const kind = kind_of(size);
      if (kind >= kinds)
         return ::operator new(size);
      if (idle_[kind] == nullptr)
         return ::operator new((kind + 1) * step);
      kept_ -= (kind + 1) * step;
      return pop(idle_[kind]);
   }

   // `size` as it was taken.
   void give_back(void* frame, std::size_t size) noexcept
   {
      auto const kind = kind_of(size);
      auto const room = (kind + 1) * step;
      if (kind >= kinds || kept_ + room > most_kept)
         return ::operator delete(frame);
      kept_ += room;
      idle_[kind] = new (frame) idle_frame{idle_[kind]};
   }

   std::size_t kept() const noexcept { return kept_; }  // bytes

private:
   struct idle_frame {
      idle_frame* next;
   };

   static constexpr std::size_t step = 64;  // bytes by which kinds of frames differ
   static constexpr std::size_t kinds = 32;

   static std::size_t kind_of(std::size_t size) noexcept { return (size - 1) / step; }
   static void* pop(idle_frame*& first) noexcept
   {
      auto* const taken = first;
      first = taken->next;
      return taken;
   }

   std::array<idle_frame*, kinds> idle_{};
   std::size_t kept_ = 0;
};

}  // namespace dnslint::base
