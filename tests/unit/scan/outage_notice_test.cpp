// SPDX-License-Identifier: Apache-2.0
#include "core/scan/outage_notice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::scan::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// A day of the epoch at noon.
constexpr outage_notice::wall_time noon{12h};

TEST(outage_notice, says_nothing_while_resolvers_answer)
{
   outage_notice n{10min};
   EXPECT_FALSE(n.look(0ms, noon));
   EXPECT_FALSE(n.since());
}

TEST(outage_notice, tells_the_beginning_and_the_end_once)
{
   outage_notice n{10min};
   auto const begun = n.look(4s, noon);
   ASSERT_TRUE(begun);
   EXPECT_THAT(begun->message, HasSubstr("since 11:59:56 UTC"));
   EXPECT_THAT(begun->hint, HasSubstr("10 minutes"));
   EXPECT_EQ(n.since(), noon - 4s);
   EXPECT_FALSE(n.look(5s, noon + 1s));
   auto const over = n.look(0ms, noon + 2s);
   ASSERT_TRUE(over);
   EXPECT_THAT(over->message, HasSubstr("the list goes on"));
   EXPECT_FALSE(n.look(0ms, noon + 3s));
   EXPECT_FALSE(n.since());
   EXPECT_TRUE(n.look(1s, noon + 60s)) << "another one";
}

TEST(outage_notice, knows_when_an_outage_has_lasted_too_long)
{
   outage_notice n{2s};
   n.look(1999ms, noon);
   EXPECT_FALSE(n.is_over_limit());
   n.look(2s, noon);
   EXPECT_TRUE(n.is_over_limit());
   EXPECT_THAT(n.end().message, HasSubstr("for 2 s"));
}

struct limit_in_words {
   std::chrono::milliseconds limit;
   char const* words;
};

TEST(outage_notice, names_its_limit_in_seconds_or_minutes)
{
   for (auto const& row :
        {limit_in_words{500ms, "0.5 s"},
         limit_in_words{2s, "2 s"},
         limit_in_words{119s, "119 s"},
         limit_in_words{120s, "2 minutes"},
         limit_in_words{150s, "2.5 minutes"},
         limit_in_words{24h, "1440 minutes"}}) {
      outage_notice n{row.limit};
      EXPECT_THAT(n.end().message, HasSubstr(std::string{"for "} + row.words + ":"));
      auto const begun = n.look(1ms, noon);
      ASSERT_TRUE(begun);
      EXPECT_THAT(begun->hint, HasSubstr(std::string{"an outage of "} + row.words + " ends"));
   }
}

// The run has been told to end, and an answer on the way out does not take that back.
TEST(outage_notice, stays_over_its_limit_once_it_was)
{
   outage_notice n{2s};
   n.look(2s, noon);
   n.look(0ms, noon + 1s);
   EXPECT_TRUE(n.is_over_limit());
   EXPECT_FALSE(n.since());
}

TEST(outage_notice, keeps_the_beginning_of_the_outage_it_told)
{
   outage_notice n{10min};
   n.look(4s, noon);
   n.look(9s, noon + 1s);
   EXPECT_EQ(n.since(), noon - 4s) << "a resolver is silent for longer, but the outage is the same";
}

TEST(time_of_day, is_utc_with_two_digits_each)
{
   EXPECT_EQ(time_of_day(outage_notice::wall_time{0s}), "00:00:00 UTC");
   EXPECT_EQ(time_of_day(outage_notice::wall_time{25h + 1min + 2s}), "01:01:02 UTC");
   EXPECT_EQ(time_of_day(outage_notice::wall_time{24h - 1s}), "23:59:59 UTC");
}

}  // namespace
}  // namespace dnslint::scan::tests
