// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace dnslint::scan {

using digest_key = std::array<std::uint64_t, 2>;
using digest128 = std::array<std::uint64_t, 2>;

// SipHash-2-4 with 128 bits (Aumasson and Bernstein): who does not know the key cannot find two
// inputs with the same digest. Words are little-endian.
digest128 siphash128(std::string_view bytes, digest_key const& key) noexcept;

}  // namespace dnslint::scan
