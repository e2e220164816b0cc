// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace dnslint::base {

// CRC-32 as in Ethernet and gzip (RFC 1952 section 8): finds what a disk or a torn write did, and
// every flipped bit; no protection against somebody who wants to deceive.
std::uint32_t crc32(std::string_view bytes) noexcept;

}  // namespace dnslint::base
