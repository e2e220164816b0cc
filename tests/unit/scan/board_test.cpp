// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace {

using namespace dnslint;

TEST(shared_board, begins_with_nothing)
{
   auto const made = scan::shared_board::make();
   ASSERT_TRUE(made);
   EXPECT_EQ((*made)->beats.load(), 0U);
   EXPECT_EQ((*made)->now.load(), scan::board::phase::own_code);
   EXPECT_EQ((*made)->entries.load(), 0U);
}

TEST(shared_board, is_the_same_memory_by_its_descriptor)
{
   auto const made = scan::shared_board::make();
   ASSERT_TRUE(made);
   auto const opened = scan::shared_board::open(dup(made->descriptor()));
   ASSERT_TRUE(opened);
   (*opened)->beats = 7;
   (*opened)->probe = 3;
   EXPECT_EQ((*made)->beats.load(), 7U);
   EXPECT_EQ((*made)->probe.load(), 3U);
}

TEST(shared_board, outlives_the_process_that_wrote_to_it)
{
   auto const made = scan::shared_board::make();
   ASSERT_TRUE(made);
   auto const child = fork();
   if (child == 0) {
      (*made)->now = scan::board::phase::probe;
      (*made)->domain = 41;
      _exit(1);
   }
   waitpid(child, nullptr, 0);
   EXPECT_EQ((*made)->now.load(), scan::board::phase::probe);
   EXPECT_EQ((*made)->domain.load(), 41U);
}

TEST(shared_board, is_not_opened_where_there_is_none)
{
   auto const none = scan::shared_board::open(-1);
   ASSERT_FALSE(none);
   EXPECT_NE(
      none.errors().front().message.find("no memory can be shared with a worker"),
      std::string::npos);
}

TEST(shared_board, closes_its_descriptor)
{
   int descriptor = -1;
   {
      auto const made = scan::shared_board::make();
      ASSERT_TRUE(made);
      descriptor = made->descriptor();
      EXPECT_GE(fcntl(descriptor, F_GETFD), 0);
   }
   EXPECT_LT(fcntl(descriptor, F_GETFD), 0);
}

// A worker's program would inherit the boards of all other workers.
TEST(shared_board, is_not_inherited_by_programs)
{
   auto const made = scan::shared_board::make();
   ASSERT_TRUE(made);
   EXPECT_NE(fcntl(made->descriptor(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST(shared_board, can_be_moved)
{
   auto made = scan::shared_board::make();
   ASSERT_TRUE(made);
   (*made)->beats = 5;
   auto const descriptor = made->descriptor();
   auto moved = std::move(*made);
   EXPECT_EQ(moved->beats.load(), 5U);
   EXPECT_EQ(moved.descriptor(), descriptor);
   auto other = std::move(*scan::shared_board::make());
   other = std::move(moved);
   EXPECT_EQ(other->beats.load(), 5U);
   EXPECT_EQ(other.descriptor(), descriptor);
}

}  // namespace
