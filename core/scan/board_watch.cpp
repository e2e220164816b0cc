// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board_watch.hpp"

#include "core/base/encode.hpp"

#include <algorithm>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace dnslint::scan {
namespace {

constexpr std::size_t page = 4096;

// Exit statuses that plugins are not likely to choose.
constexpr int lost_descriptor = 109;
constexpr int ran_too_long = 110;

std::chrono::nanoseconds read_clock(clockid_t which) noexcept
{
   timespec now{};
   clock_gettime(which, &now);
   return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

// The inode of an open descriptor; 0 when it is closed.
std::uint64_t file_at(int descriptor) noexcept
{
   struct stat about {};
   return fstat(descriptor, &about) == 0 ? about.st_ino : 0;
}

// True here, false in every process that is forked from here; null when the kernel cannot do that.
bool* make_mark()
{
   auto* const at = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
   if (at == MAP_FAILED)
      return nullptr;
   if (madvise(at, page, MADV_WIPEONFORK) != 0) {
      munmap(at, page);
      return nullptr;
   }
   auto* const mark = static_cast<bool*>(at);
   *mark = true;
   return mark;
}

}  // namespace

std::uint64_t digest_of_file(std::string const& file) noexcept
{
   return base::digest64(file);
}

board_watch::board_watch(board& on)
: on_{on}
, is_worker_{make_mark()}
{}

board_watch::~board_watch()
{
   if (is_worker_ != nullptr)
      munmap(is_worker_, page);
}

std::string_view reason_of_exit(int status) noexcept
{
   switch (status) {
      case lost_descriptor:
         return "a descriptor of the host closed";
      case ran_too_long:
         return "too much CPU time";
      default:
         return {};
   }
}

// The clock of CPU time is a system call, and this is read twice for each entry; so it is read only
// for a probe that has used half of its time by the other clock, which also runs while the process
// waits for a CPU.
std::chrono::nanoseconds board_watch::time_for(plugin::phase const& p) const noexcept
{
   auto const is_near = most_.count() != 0 && p.spent >= most_ / 2;
   return read_clock(is_near ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC);
}

void board_watch::enter(plugin::phase& p) noexcept
{
   on_.domain.store(p.domain, std::memory_order_relaxed);
   on_.probe.store(p.probe, std::memory_order_relaxed);
   on_.entries.fetch_add(1, std::memory_order_relaxed);
   on_.now.store(board::phase::probe, std::memory_order_release);
   entered_ = time_for(p);
}

void board_watch::note_descriptors()
{
   constexpr int most = 256;
   own_.clear();
   for (int i = 0; i != most; ++i)
      if (auto const file = file_at(i); file != 0)
         own_.push_back({i, file});
}

bool board_watch::has_lost_descriptor() const noexcept
{
   return std::ranges::any_of(own_, [](descriptor const& d) {
      return file_at(d.number) != d.file;
   });
}

void board_watch::leave(plugin::phase& p) noexcept
{
   if (is_worker_ != nullptr && !*is_worker_)
      _exit(0);
   if (careful_ && has_lost_descriptor())
      _exit(lost_descriptor);
   auto const used = time_for(p) - entered_;
   if (p.probe < time_.size())
      time_[p.probe] += static_cast<std::uint64_t>(used.count());
   p.spent += used;
   if (most_.count() != 0 && p.spent > most_)
      _exit(ran_too_long);
   on_.now.store(board::phase::own_code, std::memory_order_release);
}

void board_watch::loading(std::string const& file) noexcept
{
   on_.file.store(digest_of_file(file), std::memory_order_relaxed);
   on_.now.store(board::phase::loading, std::memory_order_release);
}

void board_watch::loaded() noexcept
{
   on_.now.store(board::phase::own_code, std::memory_order_release);
}

}  // namespace dnslint::scan
