// SPDX-License-Identifier: Apache-2.0
#include "core/engine/input_buffer.hpp"

#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace dnslint::engine {
namespace {

constexpr int milliseconds_between_looks = 50;

bool is_readable(int descriptor, int milliseconds)
{
   pollfd from{descriptor, POLLIN, 0};
   return poll(&from, 1, milliseconds) > 0;
}

}  // namespace

input_buffer::input_buffer(int descriptor, std::function<bool()> stop)
: descriptor_{descriptor}
, stop_{std::move(stop)}
{}

bool input_buffer::is_ready() const
{
   return gptr() != egptr() || is_readable(descriptor_, 0);
}

// A stream that catches an exception here becomes bad, while the end of a file would make a line of
// what has come of it.
input_buffer::int_type input_buffer::underflow()
{
   for (;;) {
      if (stop_ && stop_()) {
         stopped_ = true;
         throw std::runtime_error{"reading was stopped"};
      }
      if (!is_readable(descriptor_, milliseconds_between_looks))
         continue;
      auto const size = read(descriptor_, bytes_.data(), bytes_.size());
      if (size < 0 && (errno == EINTR || errno == EAGAIN))
         continue;
      if (size < 0)
         throw std::runtime_error{"reading failed"};
      setg(bytes_.data(), bytes_.data(), bytes_.data() + size);
      return size == 0 ? traits_type::eof() : traits_type::to_int_type(bytes_.front());
   }
}

}  // namespace dnslint::engine
