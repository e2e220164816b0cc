// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace dnslint::base::yaml {

result<std::string> read_file(std::string const& path, std::size_t most_bytes)
{
   errno = 0;
   std::ifstream in{path, std::ios::binary};
   // Grows with what is there: the limit may be far above the size of most files.
   std::string text;
   std::array<char, 65536> part;
   do {
      in.read(part.data(), part.size());
      text.append(part.data(), static_cast<std::size_t>(in.gcount()));
   } while (in && text.size() <= most_bytes);
   if (!in.is_open() || in.bad() || (in.fail() && !in.eof() && text.size() <= most_bytes)) {
      auto const reason = std::error_code{errno == 0 ? EIO : errno, std::generic_category()};
      return error_in(path, fmt::format("cannot be read: {}", reason.message()));
   }
   if (text.size() > most_bytes)
      return error_in(path, fmt::format("larger than {} bytes", most_bytes));
   return text;
}

}  // namespace dnslint::base::yaml
