// SPDX-License-Identifier: Apache-2.0
#include "core/audit/server_turns.hpp"

#include <gmock/gmock.h>
#include <vector>

namespace dnslint::audit {
namespace {

using testing::ElementsAre;

struct server_turns_test : testing::Test {
   void enter(std::string const& server, int which)
   {
      tested.enter(server, [this, which] {
         begun.push_back(which);
      });
   }

   server_turns tested{2};
   std::vector<int> begun;
};

TEST_F(server_turns_test, so_many_of_one_server_go_on_and_the_others_wait)
{
   for (auto i = 1; i != 6; ++i)
      enter("a", i);
   EXPECT_THAT(begun, ElementsAre(1, 2));
   EXPECT_EQ(tested.waiting(), 3U);
}

TEST_F(server_turns_test, who_waits_is_called_in_order_as_others_leave)
{
   for (auto i = 1; i != 5; ++i)
      enter("a", i);
   tested.leave("a");
   EXPECT_THAT(begun, ElementsAre(1, 2, 3));
   tested.leave("a");
   tested.leave("a");
   EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4));
   EXPECT_EQ(tested.waiting(), 0U);
   tested.leave("a");
   enter("a", 5);
   enter("a", 6);
   enter("a", 7);
   EXPECT_THAT(begun, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST_F(server_turns_test, one_server_does_not_keep_another_waiting)
{
   for (auto i = 1; i != 4; ++i)
      enter("a", i);
   enter("b", 9);
   EXPECT_THAT(begun, ElementsAre(1, 2, 9));
}

TEST_F(server_turns_test, those_that_wait_leave_room_for_others_but_not_for_any_number)
{
   for (auto i = 0; i != 30; ++i)
      enter("a", i);
   EXPECT_TRUE(has_room(&tested, 30, 10));
   EXPECT_FALSE(has_room(&tested, 38, 10));
   EXPECT_FALSE(has_room(&tested, 50, 10));
   EXPECT_TRUE(has_room(nullptr, 9, 10));
   EXPECT_FALSE(has_room(nullptr, 10, 10));
}

TEST_F(server_turns_test, those_that_wait_are_bounded_although_few_go_on)
{
   for (auto i = 0; i != 60; ++i)
      enter("a", i);
   ASSERT_EQ(tested.waiting(), 58U);
   EXPECT_TRUE(has_room(&tested, 58, 12));
   EXPECT_EQ(most_open(12), 60U);
   EXPECT_TRUE(has_room(&tested, 59, 12));
   EXPECT_FALSE(has_room(&tested, 60, 12)) << "only two go on, but too many wait";
}

}  // namespace
}  // namespace dnslint::audit
