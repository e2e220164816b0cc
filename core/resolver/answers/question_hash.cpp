// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/question_hash.hpp"

#include <cstring>
#include <string_view>

namespace dnslint::resolver {

namespace {

__extension__ using wide = unsigned __int128;

// The 128 bits of a product, folded: one multiplication mixes 16 bytes.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept
{
   auto const product = wide{a} * b;
   return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t word(char const* bytes) noexcept
{
   std::uint64_t w = 0;
   std::memcpy(&w, bytes, sizeof w);
   return w;
}

std::uint64_t short_word(std::string_view bytes) noexcept
{
   std::uint64_t w = 0;
   for (auto const byte : bytes)
      w = w << 8U | static_cast<std::uint8_t>(byte);
   return w;
}

}  // namespace

std::uint64_t hash_of(dns::question const& q, hash_key const& chosen) noexcept
{
   // A factor of zero would wipe out the other factor, so the constants keep even a key of zeros
   // from giving one.
   hash_key const key{chosen[0] ^ 0x9e3779b97f4a7c15, chosen[1] ^ 0xbf58476d1ce4e5b9};
   std::string_view const name{q.asked.wire()};
   auto rest = name;
   auto digest = key[1];
   for (; rest.size() > 16; rest.remove_prefix(16))
      digest = mix(word(rest.data()) ^ key[0], word(rest.data() + 8) ^ digest);
   // The last two words may overlap earlier ones. Texts that look alike then differ in length.
   auto const whole = rest.size() >= 8;
   auto const first = whole ? word(rest.data()) : short_word(rest);
   auto const last = whole ? word(rest.data() + rest.size() - 8) : 0;
   digest = mix(first ^ key[0], last ^ digest);
   auto const kind = static_cast<std::uint64_t>(q.type) << 32U | name.size();
   return mix(digest ^ key[0], kind ^ key[1]);
}

}  // namespace dnslint::resolver
