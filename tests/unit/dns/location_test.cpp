// SPDX-License-Identifier: Apache-2.0
#include "core/dns/location.hpp"

#include "tests/unit/dns/bytes.hpp"
#include "tests/unit/dns/message_builder.hpp"

#include <gtest/gtest.h>
#include <random>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::string text(std::string_view hex)
{
   auto const bytes = from_hex(hex);
   EXPECT_EQ(location_size(bytes), bytes.size());
   return location_text(bytes).value_or("none");
}

// RFC 1876 section 4: of cambridge-net.kei.com. and loiosh.kei.com.; and of all limits.
TEST(location, examples)
{
   EXPECT_EQ(
      text("00331613 89172dd0 70be15f0 00988d20"),
      "42 21 54.000 N 71 6 18.000 W -24m 30m 10000m 10m");
   EXPECT_EQ(
      text("00122413 89170690 70bf2dd8 00988d20"), "42 21 43.952 N 71 5 6.344 W -24m 1m 200m 10m");
   EXPECT_EQ(
      text("00000000 934fd900 a69fb200 00000000"), "90 0 0.000 N 180 0 0.000 E -100000m 0m 0m 0m");
   EXPECT_EQ(
      text("00999910 6cb02700 59604e00 ffffffff"),
      "90 0 0.000 S 180 0 0.000 W 42849672.95m 90000000m 90000000m 0.01m");
}

TEST(location, has_no_text_where_none_can_say_it)
{
   EXPECT_EQ(text("00331613 934fd901 70be15f0 00988d20"), "none");  // north of the pole
   EXPECT_EQ(text("00331613 6cb026ff 70be15f0 00988d20"), "none");  // south of the other
   EXPECT_EQ(text("00331613 89172dd0 a69fb201 00988d20"), "none");  // beyond the antimeridian
   EXPECT_EQ(text("00331613 89172dd0 59604dff 00988d20"), "none");
   EXPECT_EQ(text("00a01613 89172dd0 70be15f0 00988d20"), "none");  // ten is no digit
   EXPECT_EQ(text("00331a13 89172dd0 70be15f0 00988d20"), "none");  // nor a power
   EXPECT_EQ(text("00331601 89172dd0 70be15f0 00988d20"), "none");  // zero, written oddly
   EXPECT_EQ(text("01"), "none");                                   // of an unknown version
}

TEST(location, of_version_0_has_16_bytes)
{
   EXPECT_EQ(location_size(""), 16U);
   EXPECT_EQ(location_size("\0x"_b), 16U);
   EXPECT_EQ(location_size(std::string(17, '\0')), 16U);
   EXPECT_EQ(location_size("\1xyz"), 4U);
}

// The seed is fixed: a failure can be seen again.
TEST(location, text_of_any_reads_the_same)
{
   std::mt19937 random{5};
   auto const precision = [&] {
      return static_cast<char>((random() % 9 + 1) * 16 + random() % 10);
   };
   auto const angle = [&](std::uint32_t degrees) {
      return u32(static_cast<std::uint32_t>(
         0x80000000U - degrees * 3600000U + random() % (degrees * 7200000U + 1)));
   };
   for (int round = 0; round != 2000; ++round) {
      auto const rdata = "\0"_b + precision() + precision() + precision() + angle(90) + angle(180) +
                         u32(static_cast<std::uint32_t>(random()));
      auto const r = make_record(name_of("x"), rrtype::loc, 9, rdata);
      ASSERT_TRUE(r && location_text(rdata));
      auto const read = parse_zone_text(to_text(*r), name{}, "text");
      ASSERT_TRUE(read) << to_text(*r);
      ASSERT_EQ(read->at(0), *r) << to_text(*r) << '\n' << to_text(read->at(0));
   }
}

TEST(location, of_a_zone_is_on_the_globe)
{
   EXPECT_FALSE(parse_zone_text("x LOC 91 N 0 E 0m", name_of("test"), "text"));
   EXPECT_FALSE(parse_zone_text("x LOC 0 N 181 E 0m", name_of("test"), "text"));
   EXPECT_TRUE(parse_zone_text("x LOC 90 N 180 E 0m", name_of("test"), "text"));
}

}  // namespace
