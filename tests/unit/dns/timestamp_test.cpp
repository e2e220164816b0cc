// SPDX-License-Identifier: Apache-2.0
#include "core/dns/timestamp.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

TEST(timestamp, is_in_utc_with_two_digits_each)
{
   EXPECT_EQ(timestamp_text(0), "19700101000000");
   EXPECT_EQ(timestamp_text(951782400), "20000229000000");
   EXPECT_EQ(timestamp_text(951868799), "20000229235959");
   EXPECT_EQ(timestamp_text(0x7fffffffU), "20380119031407");
   EXPECT_EQ(timestamp_text(0x80000000U), "20380119031408");
   EXPECT_EQ(timestamp_text(0xffffffffU), "21060207062815");
}

bool reads(std::string const& expiration)
{
   auto const text = "x RRSIG A 8 2 300 " + expiration + " 20231201000000 1 a. AAEC";
   return static_cast<bool>(parse_zone_text(text, name_of("test"), "text"));
}

TEST(timestamp, of_a_zone_is_one_that_fits)
{
   EXPECT_TRUE(reads("20240101000000"));
   EXPECT_TRUE(reads("21060207062815"));
   EXPECT_TRUE(reads("4294967295"));
   EXPECT_FALSE(reads("21060207062816"));
   EXPECT_FALSE(reads("4294967296"));
   EXPECT_FALSE(reads("20240230000000"));
   EXPECT_FALSE(reads("20241301000000"));
}

}  // namespace
