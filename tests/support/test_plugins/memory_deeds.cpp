// SPDX-License-Identifier: Apache-2.0
#include "deeds.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/mman.h>
#include <vector>

namespace memory_deeds {
namespace {

// What the compiler must not see through.
void* volatile hidden = nullptr;

void* seen_by_nobody(void* p)
{
   hidden = p;
   return hidden;
}

char* allocate(std::size_t size)
{
   return static_cast<char*>(seen_by_nobody(std::malloc(size)));
}

alignas(16) std::array<char, 64> a_static{};

}  // namespace

void double_free(dnslint::context&)
{
   auto* const p = allocate(48);
   std::free(p);
   std::free(seen_by_nobody(p));
}

void double_delete(dnslint::context&)
{
   auto* const text = new std::string(100, 'x');
   auto* const same = static_cast<std::string*>(seen_by_nobody(text));
   delete text;
   delete same;
}

void double_free_later(dnslint::context&)
{
   auto* const p = allocate(200);
   std::free(p);
   std::vector<std::string> const others(100, std::string(50, 'x'));
   std::free(seen_by_nobody(p));
}

void double_free_aligned(dnslint::context&)
{
   void* p = nullptr;
   if (posix_memalign(&p, 256, 100) != 0)
      return;
   std::free(p);
   std::free(seen_by_nobody(p));
}

void realloc_freed(dnslint::context&)
{
   auto* const p = allocate(48);
   std::free(p);
   hidden = std::realloc(seen_by_nobody(p), 96);
}

void free_inner(dnslint::context&)
{
   auto* const p = allocate(96);
   std::free(seen_by_nobody(p + 32));
}

void free_stack(dnslint::context&)
{
   alignas(16) std::array<char, 64> local{};
   std::free(seen_by_nobody(local.data() + 32));
}

void free_static(dnslint::context&)
{
   std::free(seen_by_nobody(a_static.data() + 32));
}

void free_function(dnslint::context&)
{
   std::free(seen_by_nobody(reinterpret_cast<void*>(&free_static)));
}

// The text of the domain's name is a part of something that the host has.
void free_of_host(dnslint::context& cx)
{
   std::free(seen_by_nobody(const_cast<char*>(cx.domain().data())));
}

void overflow_one(dnslint::context&)
{
   auto* const p = allocate(40);
   p[40] = 'x';
   std::free(p);
}

void overflow_calloc(dnslint::context&)
{
   auto* const p = static_cast<char*>(seen_by_nobody(std::calloc(5, 8)));
   std::memset(p + 40, 1, 4);
   std::free(p);
}

void overflow_far(dnslint::context&)
{
   std::array<char*, 64> all{};
   for (auto& p : all)
      p = allocate(40);
   for (auto* const p : all)
      std::memset(seen_by_nobody(p + 40), 'x', 8);
   for (auto* const p : all)
      std::free(p);
}

void underflow(dnslint::context&)
{
   auto* const p = allocate(40);
   std::memset(seen_by_nobody(p - 8), 'x', 8);
   std::free(p);
}

void smash_heap(dnslint::context&)
{
   auto* const p = allocate(64);
   std::memset(p, 'x', std::size_t{1} << 20U);
}

[[gnu::noinline]] void smash_stack(dnslint::context&)
{
   std::array<char, 16> local{};
   std::memset(seen_by_nobody(local.data()), 'x', 4096);
}

void protect_heap(dnslint::context&)
{
   auto const at = reinterpret_cast<std::uintptr_t>(allocate(64)) / 4096 * 4096;
   mprotect(reinterpret_cast<void*>(at), 4096, PROT_NONE);
   *static_cast<char volatile*>(hidden) = 1;
}

}  // namespace memory_deeds
