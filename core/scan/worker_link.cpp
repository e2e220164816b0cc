// SPDX-License-Identifier: Apache-2.0
#include "core/scan/worker_link.hpp"

#include <array>
#include <cerrno>
#include <poll.h>
#include <string>
#include <sys/socket.h>

namespace dnslint::scan {

bool worker_link::read_some()
{
   std::array<char, 65'536> bytes;
   auto const size = recv(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT);
   if (size > 0) {
      in_.received({bytes.data(), static_cast<std::size_t>(size)});
      return true;
   }
   broken_ = broken_ || size == 0 || (errno != EAGAIN && errno != EINTR);
   return false;
}

std::optional<message> worker_link::take()
{
   for (;;) {
      if (auto m = in_.next())
         return m;
      if (is_broken() || !read_some())
         return std::nullopt;
   }
}

bool worker_link::wait()
{
   if (is_broken())
      return false;  // what arrives would not be read
   pollfd from{descriptor_, POLLIN, 0};
   if (poll(&from, 1, -1) < 0)
      broken_ = broken_ || errno != EINTR;
   return !is_broken();
}

void worker_link::send(message const& m)
{
   std::string bytes;
   write_frame(bytes, m);
   std::string_view left{bytes};
   while (!left.empty() && !broken_) {
      auto const sent = ::send(descriptor_, left.data(), left.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EINTR)
         broken_ = true;
      else if (sent > 0)
         left.remove_prefix(static_cast<std::size_t>(sent));
   }
}

}  // namespace dnslint::scan
