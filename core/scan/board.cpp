// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board.hpp"

#include <cerrno>
#include <cstring>
#include <new>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

base::diagnostic no_memory(int why)
{
   return base::error(std::string{"no memory can be shared with a worker: "} + std::strerror(why));
}

board* mapped(int descriptor)
{
   auto* const at =
      mmap(nullptr, sizeof(board), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
   return at == MAP_FAILED ? nullptr : static_cast<board*>(at);
}

}  // namespace

base::result<shared_board> shared_board::make()
{
   auto const descriptor = memfd_create("dnslint-worker", MFD_CLOEXEC);
   if (descriptor < 0)
      return no_memory(errno);
   shared_board made{nullptr, descriptor};
   if (ftruncate(descriptor, sizeof(board)) != 0 || (made.at_ = mapped(descriptor)) == nullptr)
      return no_memory(errno);
   new (made.at_) board;
   return made;
}

base::result<shared_board> shared_board::open(int descriptor)
{
   auto* const at = mapped(descriptor);
   if (at == nullptr)
      return no_memory(errno);
   return shared_board{at, descriptor};
}

shared_board::shared_board(shared_board&& from) noexcept
: at_{std::exchange(from.at_, nullptr)}
, descriptor_{std::exchange(from.descriptor_, -1)}
{}

shared_board& shared_board::operator=(shared_board&& from) noexcept
{
   std::swap(at_, from.at_);
   std::swap(descriptor_, from.descriptor_);
   return *this;
}

shared_board::~shared_board()
{
   if (at_ != nullptr)
      munmap(at_, sizeof(board));
   if (descriptor_ >= 0)
      close(descriptor_);
}

}  // namespace dnslint::scan
