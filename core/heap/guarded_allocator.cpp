// SPDX-License-Identifier: Apache-2.0
// The functions of malloc() in front of mimalloc, with every block guarded. They take the place of
// the C library's for the program that this file is linked into, and for all that it loads.
#include "core/heap/guarded_block.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <mimalloc.h>
#include <new>
#include <unistd.h>

namespace dnslint::heap {
namespace {

constexpr std::size_t around = guarded_block::front + guarded_block::back;
constexpr std::size_t largest = PTRDIFF_MAX - 2 * around;
constexpr std::size_t kept_blocks = 1U << 15U;
constexpr std::size_t kept_bytes = std::size_t{4} << 20U;

// One word, since it is read each time.
enum class guarding : std::uint8_t { usual, strict, none };
constinit std::atomic<guarding> mode{guarding::usual};
constinit std::atomic<void (*)(damage)> handler{nullptr};

void say(char const* text) noexcept
{
   [[maybe_unused]] auto const written = ::write(STDERR_FILENO, text, std::strlen(text));
}

char const* text_of(damage d) noexcept
{
   switch (d) {
      case damage::none:
         return "";
      case damage::freed_twice:
         return "memory was freed twice\n";
      case damage::never_allocated:
         return "what was freed is no block of memory\n";
      case damage::written_beyond:
         return "memory was written to beyond its end\n";
      case damage::written_when_free:
         return "memory was written to after it was freed\n";
   }
   return "";
}

void report(damage d) noexcept
{
   say(text_of(d));
   if (auto* const told = handler.load())
      told(d);
   abort();
}

// Freed blocks in the order in which they were freed; the oldest ones are given back to the
// allocator when there are too many.
class quarantine {
public:
   void keep(guarded_block b) noexcept
   {
      while (busy_.test_and_set(std::memory_order_acquire)) {
      }
      b.fill();
      b.write(guarded_block::state::kept);
      bytes_ += b.size();
      blocks_[last_++ % kept_blocks] = static_cast<char*>(b.memory()) + guarded_block::front;
      while (last_ - first_ == kept_blocks || (bytes_ > kept_bytes && first_ != last_))
         release(guarded_block{blocks_[first_++ % kept_blocks]});
      busy_.clear(std::memory_order_release);
   }

private:
   void release(guarded_block b) noexcept
   {
      if (!b.is(guarded_block::state::kept) || !b.is_filled())
         report(damage::written_when_free);
      bytes_ -= b.size();
      b.write(guarded_block::state::freed);
      mi_free(b.memory());
   }

   std::array<void*, kept_blocks> blocks_{};
   std::size_t first_ = 0;
   std::size_t last_ = 0;
   std::size_t bytes_ = 0;
   std::atomic_flag busy_;
};
constinit quarantine kept;

bool is_enabled() noexcept
{
   return mode.load(std::memory_order_relaxed) != guarding::none;
}

// Once the guard is off, new blocks have no marks, and may lie behind a mark of what was freed.
bool is_plain(void* at) noexcept
{
   return !is_enabled() && !guarded_block{at}.is(guarded_block::state::live);
}

void* allocate(std::size_t size) noexcept
{
   if (!is_enabled())
      return mi_malloc(size);
   auto* const memory = size > largest ? nullptr : mi_malloc(size + around);
   if (memory == nullptr) {
      errno = ENOMEM;
      return nullptr;
   }
   return guarded_block::make(memory, size);
}

void* allocate_zeroed(std::size_t count, std::size_t each) noexcept
{
   std::size_t size = 0;
   if (__builtin_mul_overflow(count, each, &size) || size > largest) {
      errno = ENOMEM;
      return nullptr;
   }
   if (!is_enabled())
      return mi_calloc(count, each);
   auto* const memory = mi_zalloc(size + around);
   return memory == nullptr ? nullptr : guarded_block::make(memory, size);
}

void* allocate_aligned(std::size_t size, std::size_t alignment) noexcept
{
   if (alignment <= alignof(std::max_align_t))
      return allocate(size);
   if (!is_enabled())
      return mi_malloc_aligned(size, alignment);
   auto* const memory = size > largest
                           ? nullptr
                           : mi_malloc_aligned_at(size + around, alignment, guarded_block::front);
   return memory == nullptr ? nullptr : guarded_block::make(memory, size);
}

void release(void* at) noexcept
{
   if (at == nullptr)
      return;
   auto const now = mode.load(std::memory_order_relaxed);
   if (now == guarding::none && is_plain(at))
      return mi_free(at);
   guarded_block const b{at};
   if (auto const d = b.look(); d != damage::none)
      return report(d);
   if (now == guarding::strict)
      return kept.keep(b);
   b.write(guarded_block::state::freed);
   mi_free(b.memory());
}

void* resize(void* at, std::size_t size) noexcept
{
   if (at == nullptr)
      return allocate(size);
   if (is_plain(at))
      return mi_realloc(at, size);
   guarded_block const b{at};
   if (auto const d = b.look(); d != damage::none)
      report(d);
   if (size <= largest && size + around <= mi_usable_size(b.memory()))
      return guarded_block::make(b.memory(), size);
   auto* const moved = allocate(size);
   if (moved == nullptr)
      return nullptr;
   std::memcpy(moved, at, size < b.size() ? size : b.size());
   release(at);
   return moved;
}

std::size_t usable(void* at) noexcept
{
   if (at == nullptr)
      return 0;
   return is_plain(at) ? mi_usable_size(at) : guarded_block{at}.size();
}

void* allocate_or_throw(std::size_t size, std::size_t alignment)
{
   for (;;) {
      if (auto* const at = allocate_aligned(size, alignment))
         return at;
      auto* const handle = std::get_new_handler();
      if (handle == nullptr)
         throw std::bad_alloc{};
      handle();
   }
}

void* allocate_or_null(std::size_t size, std::size_t alignment) noexcept
{
   try {
      return allocate_or_throw(size, alignment);
   } catch (std::bad_alloc const&) {
      return nullptr;
   }
}

// Of what is not marked nothing is known: it was made while the guard was off, or it stands further
// behind in its memory, for the sake of its alignment.
bool look_at(mi_heap_t const*, mi_heap_area_t const*, void* memory, std::size_t room, void* found)
{
   if (memory == nullptr || room < around)
      return true;
   guarded_block const b{static_cast<char*>(memory) + guarded_block::front};
   auto d = damage::none;
   if (b.is(guarded_block::state::live))
      d = b.size() > room - around ? damage::never_allocated : b.look();
   else if (b.is(guarded_block::state::kept))
      d = b.size() <= room - around && b.is_filled() ? damage::none : damage::written_when_free;
   *static_cast<damage*>(found) = d;
   return d == damage::none;
}

damage find_damage() noexcept
{
   auto found = damage::none;
   mi_heap_visit_blocks(mi_heap_get_default(), true, look_at, &found);
   return found;
}

guard const this_guard{
   [] {
      mode = guarding::none;
   },
   [](bool strict) {
      if (is_enabled())
         mode = strict ? guarding::strict : guarding::usual;
   },
   find_damage,
   [](void (*told)(damage)) {
      handler = told;
   }};

[[gnu::constructor]] void install()
{
   use_guard(this_guard);
}

}  // namespace
}  // namespace dnslint::heap

namespace heap = dnslint::heap;

// Every name that mimalloc defines in place of the C library's, so that no block comes from one and
// goes to the other.
#pragma GCC visibility push(default)
extern "C" {
void* malloc(std::size_t size) noexcept
{
   return heap::allocate(size);
}
void* calloc(std::size_t count, std::size_t each) noexcept
{
   return heap::allocate_zeroed(count, each);
}
void* realloc(void* at, std::size_t size) noexcept
{
   return heap::resize(at, size);
}
void free(void* at) noexcept
{
   heap::release(at);
}
void cfree(void* at) noexcept
{
   heap::release(at);
}
void* reallocarray(void* at, std::size_t count, std::size_t each) noexcept
{
   std::size_t size = 0;
   if (__builtin_mul_overflow(count, each, &size)) {
      errno = ENOMEM;
      return nullptr;
   }
   return heap::resize(at, size);
}
void* memalign(std::size_t alignment, std::size_t size) noexcept
{
   return heap::allocate_aligned(size, alignment);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
   return heap::allocate_aligned(size, alignment);
}
int posix_memalign(void** at, std::size_t alignment, std::size_t size) noexcept
{
   if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0)
      return EINVAL;
   auto* const made = heap::allocate_aligned(size, alignment);
   if (made == nullptr)
      return ENOMEM;
   *at = made;
   return 0;
}
void* valloc(std::size_t size) noexcept
{
   return heap::allocate_aligned(size, 4096);
}
void* pvalloc(std::size_t size) noexcept
{
   return heap::allocate_aligned((size + 4095) / 4096 * 4096, 4096);
}
std::size_t malloc_usable_size(void* at) noexcept
{
   return heap::usable(at);
}
}

void* operator new(std::size_t size)
{
   return heap::allocate_or_throw(size, 1);
}
void* operator new[](std::size_t size)
{
   return heap::allocate_or_throw(size, 1);
}
void* operator new(std::size_t size, std::nothrow_t const&) noexcept
{
   return heap::allocate_or_null(size, 1);
}
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept
{
   return heap::allocate_or_null(size, 1);
}
void* operator new(std::size_t size, std::align_val_t a)
{
   return heap::allocate_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t size, std::align_val_t a)
{
   return heap::allocate_or_throw(size, static_cast<std::size_t>(a));
}
void* operator new(std::size_t size, std::align_val_t a, std::nothrow_t const&) noexcept
{
   return heap::allocate_or_null(size, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t size, std::align_val_t a, std::nothrow_t const&) noexcept
{
   return heap::allocate_or_null(size, static_cast<std::size_t>(a));
}
void operator delete(void* at) noexcept
{
   heap::release(at);
}
void operator delete[](void* at) noexcept
{
   heap::release(at);
}
void operator delete(void* at, std::size_t) noexcept
{
   heap::release(at);
}
void operator delete[](void* at, std::size_t) noexcept
{
   heap::release(at);
}
void operator delete(void* at, std::align_val_t) noexcept
{
   heap::release(at);
}
void operator delete[](void* at, std::align_val_t) noexcept
{
   heap::release(at);
}
void operator delete(void* at, std::size_t, std::align_val_t) noexcept
{
   heap::release(at);
}
void operator delete[](void* at, std::size_t, std::align_val_t) noexcept
{
   heap::release(at);
}
void operator delete(void* at, std::nothrow_t const&) noexcept
{
   heap::release(at);
}
void operator delete[](void* at, std::nothrow_t const&) noexcept
{
   heap::release(at);
}
void operator delete(void* at, std::align_val_t, std::nothrow_t const&) noexcept
{
   heap::release(at);
}
void operator delete[](void* at, std::align_val_t, std::nothrow_t const&) noexcept
{
   heap::release(at);
}
#pragma GCC visibility pop
