// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/random_ids.hpp"

#include <cerrno>
#include <cstdlib>
#include <sys/random.h>

namespace dnslint::resolver {

namespace {

// Guessable ids are worse than no answer, so there is no second source of ids.
void fill(void* to, std::size_t size)
{
   auto* at = static_cast<char*>(to);
   while (size > 0) {
      auto const got = getrandom(at, size, 0);
      if (got < 0 && errno != EINTR)
         std::abort();
      if (got <= 0)
         continue;
      at += got;
      size -= static_cast<std::size_t>(got);
   }
}

}  // namespace

std::uint16_t random_ids::next()
{
   if (used_ == ids_.size()) {
      fill(ids_.data(), sizeof ids_);
      used_ = 0;
   }
   return ids_[used_++];
}

}  // namespace dnslint::resolver
