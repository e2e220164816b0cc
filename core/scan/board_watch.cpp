// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board_watch.hpp"

#include "core/base/encode.hpp"
#include "core/heap/heap_guard.hpp"
#include "core/scan/watch_reason.hpp"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace dnslint::scan {
namespace {

constexpr std::size_t page = 4096;
constexpr int looked_at = 256;  // descriptors
constexpr int link_of_worker = 3;
constexpr int last_of_worker = 4;  // of those that a worker is told: input, output, link, board

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

// While the supervisor is there only this process can have shut its socket.
bool is_shut(int socket) noexcept
{
   pollfd state{socket, 0, 0};
   return poll(&state, 1, 0) == 1 && (state.revents & POLLHUP) != 0;
}

watch_reason reason_for(heap::damage d) noexcept
{
   switch (d) {
      case heap::damage::none:
         return watch_reason::none;
      case heap::damage::freed_twice:
         return watch_reason::freed_twice;
      case heap::damage::never_allocated:
         return watch_reason::freed_no_block;
      case heap::damage::written_beyond:
         return watch_reason::written_beyond;
      case heap::damage::written_when_free:
         return watch_reason::written_when_free;
   }
   return watch_reason::none;
}

void end_if(watch_reason r) noexcept
{
   if (r != watch_reason::none)
      end_process(r);
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
{
   if (auto const* const guard = heap::guard_in_use())
      guard->on_damage([](heap::damage d) {
         end_process(reason_for(d));
      });
}

board_watch::~board_watch()
{
   if (is_worker_ != nullptr)
      munmap(is_worker_, page);
}

// The clock of CPU time is a system call, and this is read twice for each entry; so it is read only
// for a probe that has used half of its time by the other clock, which also runs while the process
// waits for a CPU.
std::chrono::nanoseconds board_watch::time_for(plugin::phase const& p) const noexcept
{
   auto const is_near = longest_.count() != 0 && p.spent >= longest_ / 2;
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
   own_.clear();
   for (int i = 0; i != looked_at; ++i)
      if (auto const file = file_at(i); file != 0)
         own_.push_back({i, file, fcntl(i, F_GETFL)});
}

bool board_watch::has_lost_descriptor(int highest) const noexcept
{
   return std::ranges::any_of(own_, [highest](descriptor const& d) {
      return d.number <= highest &&
             (file_at(d.number) != d.file || fcntl(d.number, F_GETFL) != d.flags);
   });
}

void board_watch::be_careful(bool careful)
{
   careful_ = careful;
   if (auto const* const guard = heap::guard_in_use())
      guard->be_strict(careful);
}

void board_watch::look_at_settings() const noexcept
{
   if (has_lost_descriptor(last_of_worker))
      end_process(watch_reason::lost_descriptor);
   end_if(settings_.changed());
}

void board_watch::look_at_process() const noexcept
{
   if (has_lost_descriptor(looked_at) || is_shut(link_of_worker))
      end_process(watch_reason::lost_descriptor);
   end_if(settings_.changed());
   if (auto const* const guard = heap::guard_in_use())
      end_if(reason_for(guard->find_damage()));
}

void board_watch::leave(plugin::phase& p) noexcept
{
   if (is_worker_ != nullptr && !*is_worker_)
      _exit(0);
   if (careful_)
      look_at_process();
   auto const used = time_for(p) - entered_;
   if (p.probe < time_.size())
      time_[p.probe] += static_cast<std::uint64_t>(used.count());
   p.spent += used;
   if (longest_.count() != 0 && p.spent > longest_)
      end_process(watch_reason::ran_too_long);
   on_.now.store(board::phase::own_code, std::memory_order_release);
}

// The code of the file before has run by now.
void board_watch::loading(std::string const& file) noexcept
{
   look_at_settings();
   on_.file.store(digest_of_file(file), std::memory_order_relaxed);
   on_.now.store(board::phase::loading, std::memory_order_release);
}

void board_watch::loaded() noexcept
{
   look_at_settings();
   on_.now.store(board::phase::own_code, std::memory_order_release);
}

}  // namespace dnslint::scan
