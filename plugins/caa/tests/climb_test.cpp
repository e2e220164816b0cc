// SPDX-License-Identifier: Apache-2.0
#include "climb.hpp"

#include <gmock/gmock.h>

namespace {

using caa::climb;
using testing::ElementsAre;

TEST(climb, ends_below_the_root)
{
   EXPECT_THAT(
      climb("x.a.example.test"),
      ElementsAre("x.a.example.test", "a.example.test", "example.test", "test"));
   EXPECT_THAT(climb("test"), ElementsAre("test"));
}

// RFC 1035 section 5.1: a backslash quotes the next character.
TEST(climb, a_quoted_dot_separates_nothing)
{
   EXPECT_THAT(climb("a\\.b.test"), ElementsAre("a\\.b.test", "test"));
   EXPECT_THAT(climb("a\\\\.test"), ElementsAre("a\\\\.test", "test"));
}

TEST(climb, a_dot_at_the_end_begins_no_name)
{
   EXPECT_THAT(climb("a.test."), ElementsAre("a.test.", "test."));
}

}  // namespace
