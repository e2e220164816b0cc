// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_words.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

TEST(zone_words, periods_add_up)
{
   EXPECT_EQ(period_from_text("0"), 0U);
   EXPECT_EQ(period_from_text("300"), 300U);
   EXPECT_EQ(period_from_text("5s"), 5U);
   EXPECT_EQ(period_from_text("1M"), 60U);
   EXPECT_EQ(period_from_text("1d12h"), 129600U);
   EXPECT_EQ(period_from_text("1w1d1h1m1"), 694861U);
}

TEST(zone_words, periods_are_strict)
{
   for (std::string_view const text : {"x", "-1", "+1", "1x", "h", "1hh", "1 h", "0x10", "1.5h"})
      EXPECT_FALSE(period_from_text(text)) << text;
   EXPECT_FALSE(period_from_text("99999999999999999999"));
}

TEST(zone_words, periods_do_not_wrap)
{
   EXPECT_GT(*period_from_text("18446744073709551615w"), std::uint64_t{0xffffffff});
   EXPECT_GT(*period_from_text("30500568904943w1"), std::uint64_t{0xffffffff});
}

TEST(zone_words, words_end_at_blanks_that_are_not_escaped)
{
   std::string_view text = "  a\\ b  c\\";
   EXPECT_EQ(take_word(text), "a\\ b");
   EXPECT_EQ(take_word(text), "c\\");
   EXPECT_EQ(take_word(text), "");
   EXPECT_TRUE(text.empty());
}

TEST(zone_words, the_first_word_that_was_misread_is_named)
{
   auto const mx = zone("a 300 MX 10 mx").at(0);
   EXPECT_FALSE(misread_word("a 300 IN MX 10 mx", mx));
   EXPECT_FALSE(misread_word("  5m MX 010 mx", mx));
   EXPECT_FALSE(misread_word("MX MX 10 mx", mx));
   EXPECT_FALSE(misread_word("a MX \\# 5 000a026d7800", mx));
   EXPECT_EQ(misread_word("a 301 MX 10 mx", mx), "301");
   EXPECT_EQ(misread_word("a MX 65546 mx", mx), "65546");
   EXPECT_EQ(misread_word("a TYPE15x MX 10 mx", mx), "TYPE15x");
}

TEST(zone_words, types_that_ldns_does_not_know_are_named)
{
   auto const nsec = zone("a NSEC b TYPE0 A").at(0);
   EXPECT_FALSE(misread_word("a NSEC b type0 A", nsec));
   EXPECT_EQ(misread_word("a NSEC b A FOO", nsec), "FOO");
   auto const sig = zone("a RRSIG TYPE0 8 2 300 1 1 1 . AAEC").at(0);
   EXPECT_FALSE(misread_word("a RRSIG TYPE0 8 2 300 1 1 1 . AAEC", sig));
   EXPECT_EQ(misread_word("a RRSIG FOO 8 2 300 1 1 1 . AAEC", sig), "FOO");
}

}  // namespace
