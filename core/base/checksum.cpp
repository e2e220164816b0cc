// SPDX-License-Identifier: Apache-2.0
#include "core/base/checksum.hpp"

#include <libdeflate.h>

namespace dnslint::base {

std::uint32_t crc32(std::string_view bytes) noexcept
{
   return libdeflate_crc32(0, bytes.data(), bytes.size());
}

}  // namespace dnslint::base
