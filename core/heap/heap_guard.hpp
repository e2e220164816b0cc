// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dnslint::heap {

// What was done to memory that the allocator gave out.
enum class damage : std::uint8_t {
   none,
   freed_twice,
   never_allocated,   // what was freed is no block, or the bytes before it are overwritten
   written_beyond,    // bytes behind the block's end are overwritten
   written_when_free  // the block was written to after it had been freed
};

// How a guarded allocator is spoken to. Programs without one have none.
struct guard {
   // Blocks are not guarded from now on, for good.
   void (*disable)();
   // While it is strict, freed memory is kept and watched instead of being given out again.
   void (*be_strict)(bool strict);
   // Looks at every block of this thread.
   damage (*find_damage)();
   // Called when a block that is freed is damaged; must not return. At first the process aborts.
   void (*on_damage)(void (*handler)(damage));
};

// Null when this program's allocator is not guarded.
guard const* guard_in_use() noexcept;
void use_guard(guard const& g) noexcept;

}  // namespace dnslint::heap
