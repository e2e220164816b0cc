// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/allocation_count.hpp"

#include <cstdlib>
#include <new>

namespace {

std::uint64_t count = 0;

}  // namespace

std::uint64_t dnslint::bench::allocations() noexcept
{
   return count;
}

void* operator new(std::size_t size)
{
   ++count;
   if (auto* const bytes = std::malloc(size == 0 ? 1 : size))
      return bytes;
   throw std::bad_alloc{};
}

void* operator new(std::size_t size, std::align_val_t alignment)
{
   ++count;
   auto const to = static_cast<std::size_t>(alignment);
   if (auto* const bytes = std::aligned_alloc(to, (size + to - 1) / to * to))
      return bytes;
   throw std::bad_alloc{};
}

void operator delete(void* bytes) noexcept
{
   std::free(bytes);
}

void operator delete(void* bytes, std::size_t) noexcept
{
   std::free(bytes);
}

void operator delete(void* bytes, std::align_val_t) noexcept
{
   std::free(bytes);
}

void operator delete(void* bytes, std::size_t, std::align_val_t) noexcept
{
   std::free(bytes);
}
