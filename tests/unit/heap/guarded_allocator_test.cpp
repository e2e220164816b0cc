// SPDX-License-Identifier: Apache-2.0
// This program's allocator is the guarded one.
#include "core/heap/heap_guard.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <malloc.h>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace dnslint;

void* volatile hidden = nullptr;

// What the compiler must not see through.
char* opaque(void* p)
{
   hidden = p;
   return static_cast<char*>(hidden);
}

char* allocate(std::size_t size)
{
   return opaque(std::malloc(size));
}

heap::guard const& guard()
{
   return *heap::guard_in_use();
}

// Ends the process with the number of the damage.
void exit_on_damage()
{
   guard().on_damage([](heap::damage d) {
      _exit(100 + static_cast<int>(d));
   });
}

int status_of(heap::damage d)
{
   return 100 + static_cast<int>(d);
}

alignas(16) std::array<char, 64> a_static{};

struct misdeed {
   std::string name;
   heap::damage seen_as;
   void (*act)();
};
class misdeeds : public testing::TestWithParam<misdeed> {};

TEST_P(misdeeds, are_seen_when_the_block_is_freed)
{
   auto const& p = GetParam();
   EXPECT_EXIT(
      {
         exit_on_damage();
         p.act();
         _exit(0);
      },
      testing::ExitedWithCode(status_of(p.seen_as)),
      "");
}

TEST_P(misdeeds, are_seen_by_a_strict_guard_too)
{
   auto const& p = GetParam();
   EXPECT_EXIT(
      {
         exit_on_damage();
         guard().be_strict(true);
         p.act();
         _exit(0);
      },
      testing::ExitedWithCode(status_of(p.seen_as)),
      "");
}

using heap::damage;
INSTANTIATE_TEST_SUITE_P(
   all,
   misdeeds,
   testing::Values(
      misdeed{
         "free_twice",
         damage::freed_twice,
         [] {
            auto* const p = allocate(48);
            std::free(p);
            std::free(opaque(p));
         }},
      misdeed{
         "delete_twice",
         damage::freed_twice,
         [] {
            auto* const p = new std::string(100, 'x');
            auto* const same = reinterpret_cast<std::string*>(opaque(p));
            delete p;
            ::operator delete(same);
         }},
      misdeed{
         "free_twice_aligned",
         damage::freed_twice,
         [] {
            void* p = std::aligned_alloc(512, 1024);
            std::free(p);
            std::free(opaque(p));
         }},
      misdeed{
         "resize_what_is_freed",
         damage::freed_twice,
         [] {
            auto* const p = allocate(48);
            std::free(p);
            hidden = std::realloc(opaque(p), 1000);
         }},
      misdeed{
         "free_within",
         damage::never_allocated,
         [] {
            std::free(opaque(allocate(96) + 32));
         }},
      misdeed{
         "free_at_an_odd_address",
         damage::never_allocated,
         [] {
            std::free(opaque(allocate(96) + 3));
         }},
      misdeed{
         "free_a_static",
         damage::never_allocated,
         [] {
            std::free(opaque(a_static.data() + 32));
         }},
      misdeed{
         "write_before",
         damage::never_allocated,
         [] {
            auto* const p = allocate(40);
            std::memset(opaque(p - 4), 'x', 4);
            std::free(p);
         }},
      misdeed{
         "write_one_byte_behind",
         damage::written_beyond,
         [] {
            auto* const p = allocate(41);
            p[41] = static_cast<char>(~p[41]);
            std::free(p);
         }},
      misdeed{
         "write_behind_what_was_resized",
         damage::written_beyond,
         [] {
            auto* const p = opaque(std::realloc(allocate(10), 20));
            std::memset(p + 20, 0, 8);
            std::free(p);
         }}),
   [](auto const& about) {
      return about.param.name;
   });

TEST(guarded_allocator, aborts_when_nobody_handles_the_damage)
{
   EXPECT_EXIT(
      {
         auto* const p = allocate(8);
         std::free(p);
         std::free(opaque(p));
      },
      testing::KilledBySignal(SIGABRT),
      "memory was freed twice");
}

TEST(guarded_allocator, gives_blocks_that_hold_what_is_written_to_all_of_them)
{
   std::vector<std::pair<unsigned char*, std::size_t>> all;
   for (std::size_t size = 0; size < 3000; size += 7) {
      auto* const p = reinterpret_cast<unsigned char*>(allocate(size));
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(p) % alignof(std::max_align_t), 0U);
      EXPECT_EQ(malloc_usable_size(p), size);
      std::memset(p, static_cast<int>(size % 251), size);
      all.emplace_back(p, size);
   }
   EXPECT_EQ(guard().find_damage(), damage::none);
   for (auto const& [p, size] : all) {
      EXPECT_TRUE(std::all_of(p, p + size, [size = size](unsigned char c) {
         return c == size % 251;
      }));
      std::free(p);
   }
}

TEST(guarded_allocator, zeroes_what_calloc_gives_and_refuses_what_does_not_fit)
{
   auto* const p = static_cast<char*>(std::calloc(25, 40));
   EXPECT_TRUE(std::all_of(p, p + 1000, [](char c) {
      return c == 0;
   }));
   std::free(p);
   EXPECT_EQ(opaque(std::calloc(SIZE_MAX / 2, 3)), nullptr);
   EXPECT_EQ(errno, ENOMEM);
   EXPECT_EQ(allocate(SIZE_MAX - 8), nullptr);
   EXPECT_EQ(opaque(reallocarray(nullptr, SIZE_MAX / 2, 3)), nullptr);
   EXPECT_THROW(opaque(::operator new(SIZE_MAX - 8)), std::bad_alloc);
   EXPECT_EQ(opaque(::operator new(SIZE_MAX - 8, std::nothrow)), nullptr);
}

TEST(guarded_allocator, keeps_the_content_when_a_block_is_resized)
{
   auto* p = allocate(10);
   std::memcpy(p, "0123456789", 10);
   for (auto const size : {11U, 24U, 100U, 5000U, 200'000U, 40U, 10U}) {
      p = opaque(std::realloc(p, size));
      EXPECT_EQ(std::memcmp(p, "0123456789", 10), 0) << size;
      EXPECT_EQ(malloc_usable_size(p), size);
   }
   std::free(p);
}

TEST(guarded_allocator, aligns_as_asked)
{
   for (auto const alignment : {16U, 32U, 64U, 512U, 4096U}) {
      void* p = nullptr;
      ASSERT_EQ(posix_memalign(&p, alignment, 100), 0);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(p) % alignment, 0U);
      std::memset(p, 1, 100);
      std::free(p);
   }
   void* p = nullptr;
   EXPECT_EQ(posix_memalign(&p, 3, 100), EINVAL);
   struct alignas(128) wide {
      std::array<char, 128> bytes;
   };
   auto const w = std::make_unique<wide>();
   EXPECT_EQ(reinterpret_cast<std::uintptr_t>(w.get()) % 128, 0U);
}

TEST(guarded_allocator, finds_damage_in_a_block_that_is_not_freed)
{
   EXPECT_EXIT(
      {
         auto* const p = allocate(40);
         std::memset(p + 40, 0, 8);
         _exit(status_of(guard().find_damage()));
      },
      testing::ExitedWithCode(status_of(damage::written_beyond)),
      "");
}

TEST(guarded_allocator, finds_what_was_written_after_it_was_freed_when_it_is_strict)
{
   EXPECT_EXIT(
      {
         guard().be_strict(true);
         auto* const p = allocate(40);
         std::free(p);
         opaque(p)[17] = 'x';
         _exit(status_of(guard().find_damage()));
      },
      testing::ExitedWithCode(status_of(damage::written_when_free)),
      "");
}

TEST(guarded_allocator, gives_freed_memory_to_nobody_while_it_is_strict)
{
   EXPECT_EXIT(
      {
         guard().be_strict(true);
         auto* const p = allocate(40);
         std::free(p);
         auto is_given = false;
         for (auto i = 0; i != 10'000; ++i)
            is_given |= allocate(40) == p;
         _exit(is_given ? 1 : 0);
      },
      testing::ExitedWithCode(0),
      "");
}

// It keeps a bounded part of what is freed.
TEST(guarded_allocator, gives_the_oldest_memory_back_in_the_end)
{
   EXPECT_EXIT(
      {
         guard().be_strict(true);
         std::set<char*> seen;
         auto is_given = false;
         for (auto i = 0; i != 400 && !is_given; ++i) {
            auto* const p = allocate(std::size_t{1} << 20U);
            is_given = !seen.insert(p).second;
            std::free(p);
         }
         _exit(is_given ? 0 : 1);
      },
      testing::ExitedWithCode(0),
      "");
}

TEST(guarded_allocator, frees_what_was_made_before_it_was_disabled_and_after)
{
   EXPECT_EXIT(
      {
         exit_on_damage();
         std::vector<char*> all;
         for (auto i = 0; i != 1000; ++i)
            all.push_back(allocate(static_cast<std::size_t>(i)));
         guard().disable();
         for (auto i = 0; i != 1000; ++i)
            all.push_back(allocate(static_cast<std::size_t>(i)));
         for (auto*& p : all)
            p = opaque(std::realloc(p, 100));
         for (auto* const p : all)
            std::free(p);
         for (auto i = 0; i != 1000; ++i)
            std::free(allocate(static_cast<std::size_t>(i)));
         _exit(0);
      },
      testing::ExitedWithCode(0),
      "");
}

}  // namespace
