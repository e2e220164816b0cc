// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dnslint::base {

std::string hex(std::string_view bytes);     // lower case
std::string base64(std::string_view bytes);  // RFC 4648 section 4, padded
// RFC 4648 section 7, lower case and not padded, as RFC 5155 section 3.3 wants it.
std::string base32hex(std::string_view bytes);

// FNV-1a, 64 bits: a digest that tells inputs apart, not one that resists an attacker.
std::uint64_t digest64(
   std::string_view bytes, std::uint64_t seed = 14695981039346656037ULL) noexcept;

}  // namespace dnslint::base
