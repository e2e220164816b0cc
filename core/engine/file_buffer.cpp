// SPDX-License-Identifier: Apache-2.0
#include "core/engine/file_buffer.hpp"

#include <cerrno>
#include <unistd.h>

namespace dnslint::engine {

file_buffer::int_type file_buffer::overflow(int_type c)
{
   if (sync() != 0)
      return traits_type::eof();
   if (traits_type::eq_int_type(c, traits_type::eof()))
      return traits_type::not_eof(c);
   return sputc(traits_type::to_char_type(c));
}

// What could not be written once is never tried again: the file has a hole there.
int file_buffer::sync()
{
   for (auto const* from = pbase(); error_ == 0 && from != pptr();) {
      auto const written = write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
      if (written >= 0)
         from += written;
      else if (errno != EINTR)
         error_ = errno;
   }
   clear();
   return error_ == 0 ? 0 : -1;
}

}  // namespace dnslint::engine
