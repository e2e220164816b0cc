// SPDX-License-Identifier: Apache-2.0
#include "core/base/checksum.hpp"

#include <zlib.h>

namespace dnslint::base {

std::uint32_t crc32(std::string_view bytes) noexcept
{
   auto const* const data = reinterpret_cast<Bytef const*>(bytes.data());
   return static_cast<std::uint32_t>(::crc32_z(0, data, bytes.size()));
}

}  // namespace dnslint::base
