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

}  // namespace
}  // namespace dnslint::scan::tests
