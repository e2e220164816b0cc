// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board_watch.hpp"

#include "core/base/encode.hpp"

#include <sys/mman.h>
#include <unistd.h>

namespace dnslint::scan {
namespace {

constexpr std::size_t page = 4096;

// True here, false in every process that is forked from here; null when the kernel cannot do that.
bool* make_mark()
{
   auto* const at =
      mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
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

void board_watch::enter(std::uint64_t domain, std::uint32_t probe) noexcept
{
   on_.domain.store(domain, std::memory_order_relaxed);
   on_.probe.store(probe, std::memory_order_relaxed);
   on_.entries.fetch_add(1, std::memory_order_relaxed);
   on_.now.store(board::phase::probe, std::memory_order_release);
   probe_ = probe;
   entered_ = clock::now();
}

void board_watch::leave() noexcept
{
   if (is_worker_ != nullptr && !*is_worker_)
      _exit(0);
   on_.now.store(board::phase::own_code, std::memory_order_release);
   if (probe_ < time_.size())
      time_[probe_] += static_cast<std::uint64_t>((clock::now() - entered_).count());
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
