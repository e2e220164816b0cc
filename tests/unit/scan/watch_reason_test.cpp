// SPDX-License-Identifier: Apache-2.0
#include "core/scan/watch_reason.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace {

using namespace dnslint;
using scan::watch_reason;

constexpr auto first_status = static_cast<int>(watch_reason::lost_descriptor);
constexpr auto last_status = static_cast<int>(watch_reason::changed_priority);

// A supervisor knows a reason by the exit status alone, so each needs a text of its own.
TEST(watch_reason, has_a_text_for_each_exit_status)
{
   std::set<std::string> texts;
   for (auto status = first_status; status <= last_status; ++status) {
      auto const text = std::string{scan::reason_of_exit(status)};
      EXPECT_NE(text, "") << status;
      EXPECT_TRUE(texts.insert(text).second) << text;
      EXPECT_EQ(text, scan::text_of(static_cast<watch_reason>(status)));
   }
}

TEST(watch_reason, is_none_of_the_exit_statuses_that_programs_choose)
{
   for (auto const status : {0, 1, 2, 64, 78, 126, 127, 128, 255})
      EXPECT_EQ(scan::reason_of_exit(status), "") << status;
   EXPECT_EQ(scan::reason_of_exit(first_status - 1), "");
   EXPECT_EQ(scan::reason_of_exit(last_status + 1), "");
   EXPECT_EQ(scan::reason_of_exit(-1), "");
}

TEST(watch_reason, is_told_in_words_of_its_own)
{
   EXPECT_EQ(scan::text_of(watch_reason::none), "");
   EXPECT_EQ(scan::text_of(watch_reason::ran_too_long), "too much CPU time");
   EXPECT_EQ(
      scan::text_of(watch_reason::freed_no_block), "something freed that is no block of memory");
   EXPECT_EQ(scan::text_of(watch_reason::written_when_free), "memory written after it was freed");
   EXPECT_EQ(scan::text_of(watch_reason::changed_locale), "the locale changed");
   EXPECT_EQ(scan::text_of(watch_reason::changed_folder), "the working directory changed");
}

// The warden and the supervisor read the status of the process that this ends.
TEST(watch_reason, ends_the_process_with_its_status)
{
   EXPECT_EXIT(
      scan::end_process(watch_reason::changed_limit),
      testing::ExitedWithCode(static_cast<int>(watch_reason::changed_limit)),
      "");
}

}  // namespace
