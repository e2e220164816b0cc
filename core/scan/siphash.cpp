// SPDX-License-Identifier: Apache-2.0
#include "core/scan/siphash.hpp"

#include <bit>
#include <cstddef>

namespace dnslint::scan {
namespace {

struct state {
   std::uint64_t v0, v1, v2, v3;

   void round() noexcept
   {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
   }

   void rounds(int count) noexcept
   {
      for (; count != 0; --count)
         round();
   }

   void absorb(std::uint64_t word) noexcept
   {
      v3 ^= word;
      rounds(2);
      v0 ^= word;
   }

   std::uint64_t digest() const noexcept { return v0 ^ v1 ^ v2 ^ v3; }
};

// At most 8 bytes, the first one lowest.
std::uint64_t word(std::string_view bytes) noexcept
{
   std::uint64_t w = 0;
   for (std::size_t i = 0; i != bytes.size(); ++i)
      w |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
   return w;
}

}  // namespace

digest128 siphash128(std::string_view bytes, digest_key const& key) noexcept
{
   state s{
      key[0] ^ 0x736f6d6570736575U,
      key[1] ^ 0x646f72616e646f6dU ^ 0xeeU,
      key[0] ^ 0x6c7967656e657261U,
      key[1] ^ 0x7465646279746573U};
   auto const length = std::uint64_t{bytes.size()} << 56U;
   for (; bytes.size() >= 8; bytes.remove_prefix(8))
      s.absorb(word(bytes.substr(0, 8)));
   s.absorb(length | word(bytes));
   s.v2 ^= 0xeeU;
   s.rounds(4);
   auto const first = s.digest();
   s.v1 ^= 0xddU;
   s.rounds(4);
   return {first, s.digest()};
}

}  // namespace dnslint::scan
