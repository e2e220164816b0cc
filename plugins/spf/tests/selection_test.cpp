// SPDX-License-Identifier: Apache-2.0
#include "selection.hpp"

#include <gtest/gtest.h>

namespace {

using spf::is_spf_record;
using spf::looks_like_spf;

// RFC 7208 section 4.5.
TEST(selection, the_version_ends_in_a_space_or_with_the_record)
{
   EXPECT_TRUE(is_spf_record("v=spf1"));
   EXPECT_TRUE(is_spf_record("v=spf1 "));
   EXPECT_TRUE(is_spf_record("v=spf1 -all"));
   EXPECT_FALSE(is_spf_record("v=spf10"));
   EXPECT_FALSE(is_spf_record("v=spf1-all"));
   EXPECT_FALSE(is_spf_record("v=spf1\t-all"));
}

TEST(selection, case_does_not_matter)
{
   EXPECT_TRUE(is_spf_record("V=SPF1 -all"));
   EXPECT_TRUE(is_spf_record("v=Spf1"));
}

TEST(selection, the_version_stands_at_the_very_beginning)
{
   EXPECT_FALSE(is_spf_record(" v=spf1 -all"));
   EXPECT_FALSE(is_spf_record("\"v=spf1 -all\""));
   EXPECT_FALSE(is_spf_record("x v=spf1 -all"));
   EXPECT_FALSE(is_spf_record(""));
   EXPECT_FALSE(is_spf_record("v=spf"));
}

class lookalike : public testing::TestWithParam<char const*> {};
TEST_P(lookalike, is_seen)
{
   EXPECT_FALSE(is_spf_record(GetParam()));
   EXPECT_TRUE(looks_like_spf(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(
   forms,
   lookalike,
   testing::Values(
      " v=spf1 -all",
      "\xef\xbb\xbfv=spf1 -all",
      "v=spf1\xe2\x80\x8b -all",
      "\xe2\x80\x9cv=spf1 -all\xe2\x80\x9d",
      "\"v=spf1 -all\"",
      "'v=spf1' -all",
      "v=spf1\t-all",
      "v=spf1, a, -all",
      "v=spf10 -all",
      "v=spf2 -all",
      "v = spf1 -all",
      "v=spf 1 -all",
      "v:spf1 -all",
      "spf1 -all",
      "SPF1 include:example.com",
      "v=spf1\xc2\xa0-all"));

class no_lookalike : public testing::TestWithParam<char const*> {};
TEST_P(no_lookalike, is_left_alone)
{
   EXPECT_FALSE(looks_like_spf(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(
   forms,
   no_lookalike,
   testing::Values(
      "",
      "v=spf1",
      "v=spf1 -all",
      "spf2.0/pra -all",
      "spf2.0/mfrom,pra include:example.com",
      "v=DMARC1; p=reject",
      "v=DKIM1; k=rsa",
      "google-site-verification=abc",
      "our spf1 record is elsewhere"));

}  // namespace
