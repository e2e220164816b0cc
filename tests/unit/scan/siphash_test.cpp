// SPDX-License-Identifier: Apache-2.0
#include "core/scan/siphash.hpp"

#include <gtest/gtest.h>

namespace dnslint::scan {
namespace {

// The key of the published vectors: bytes 00 to 0f, little-endian words.
constexpr digest_key published_key{0x0706050403020100, 0x0f0e0d0c0b0a0908};

// Words are written from their highest byte, the published bytes run from their lowest.
TEST(siphash128, gives_the_published_digests)
{
   EXPECT_EQ((digest128{0xe6a825ba047f81a3, 0x930255c71472f66d}), siphash128("", published_key));
   EXPECT_EQ(
      (digest128{0x44af996bd8c187da, 0x45fc229b11597634}),
      siphash128(std::string_view{"\0", 1}, published_key));
}

// As `openssl mac -macopt size:16 SIPHASH` has them: up to, at and over a word's length.
TEST(siphash128, agrees_with_another_implementation)
{
   EXPECT_EQ((digest128{0xd921ad02fbf2a40e, 0x2664f28416c95f2d}), siphash128("a", published_key));
   EXPECT_EQ(
      (digest128{0x1d0d3fedeaf79455, 0xdebecc76145581a6}), siphash128("abcdefg", published_key));
   EXPECT_EQ(
      (digest128{0x96838eac01e2938c, 0xa3ed47e433317e89}), siphash128("abcdefgh", published_key));
   EXPECT_EQ(
      (digest128{0x0af4e93899da54c3, 0x67cc95d48db3bb89}),
      siphash128("the quick brown fox", published_key));
}

TEST(siphash128, depends_on_the_key)
{
   EXPECT_NE(siphash128("a", {0, 0}), siphash128("a", {1, 0}));
   EXPECT_NE(siphash128("a", {0, 0}), siphash128("a", {0, 1}));
}

}  // namespace
}  // namespace dnslint::scan
