// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"

#include <algorithm>

namespace dnslint::base {

std::string hex(std::string_view bytes)
{
   constexpr std::string_view digits = "0123456789abcdef";
   std::string out;
   out.reserve(bytes.size() * 2);
   for (char const c : bytes) {
      out += digits[static_cast<std::uint8_t>(c) >> 4U];
      out += digits[static_cast<std::uint8_t>(c) & 15U];
   }
   return out;
}

std::string base64(std::string_view bytes)
{
   constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
   std::string out;
   for (std::size_t i = 0; i < bytes.size(); i += 3) {
      auto const have = std::min<std::size_t>(3, bytes.size() - i);
      std::uint32_t group = 0;
      for (std::size_t j = 0; j != 3; ++j)
         group = (group << 8U) | (j < have ? static_cast<std::uint8_t>(bytes[i + j]) : 0U);
      for (std::size_t j = 0; j != 4; ++j)
         out += j <= have ? alphabet[(group >> (18U - 6U * j)) & 63U] : '=';
   }
   return out;
}

std::string base32hex(std::string_view bytes)
{
   constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuv";
   std::string out;
   std::uint32_t pending = 0;
   unsigned bits = 0;
   for (char const c : bytes) {
      pending = (pending << 8U) | static_cast<std::uint8_t>(c);
      for (bits += 8; bits >= 5; bits -= 5)
         out += alphabet[(pending >> (bits - 5)) & 31U];
   }
   if (bits != 0)
      out += alphabet[(pending << (5 - bits)) & 31U];
   return out;
}

std::uint64_t digest64(std::string_view bytes, std::uint64_t seed) noexcept
{
   for (char const c : bytes)
      seed = (seed ^ static_cast<std::uint8_t>(c)) * 1099511628211ULL;
   return seed;
}

}  // namespace dnslint::base
