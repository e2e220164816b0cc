// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <atomic>
#include <cstdint>
#include <string_view>

namespace dnslint::scan {

// What a worker is doing, in memory that its supervisor sees: it outlives the worker. Written by the
// worker alone, and by whatever plugin code gone wild may write.
struct board {
   enum class phase : std::uint32_t { own_code, loading, probe };

   std::atomic<std::uint64_t> beats{0};  // grows while the worker's loop runs
   std::atomic<phase> now{phase::own_code};
   std::atomic<std::uint64_t> file{0};    // that is being loaded: its digest
   std::atomic<std::uint64_t> domain{0};  // of the probe whose code runs, or ran last
   std::atomic<std::uint32_t> probe{0};
   std::atomic<std::uint32_t> entries{0};  // how often plugin code was entered
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

// A board in memory of its own. The supervisor makes it, a worker opens it by the descriptor that
// it inherits. Owns the memory and its descriptor.
class shared_board {
public:
   static base::result<shared_board> make();
   static base::result<shared_board> open(int descriptor);
   shared_board(shared_board&& from) noexcept;
   shared_board& operator=(shared_board&& from) noexcept;
   ~shared_board();

   board& operator*() const noexcept { return *at_; }
   board* operator->() const noexcept { return at_; }
   int descriptor() const noexcept { return descriptor_; }

private:
   shared_board(board* at, int descriptor) noexcept
   : at_{at}
   , descriptor_{descriptor}
   {}

   board* at_ = nullptr;
   int descriptor_ = -1;
};

}  // namespace dnslint::scan
