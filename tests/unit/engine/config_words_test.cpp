// SPDX-License-Identifier: Apache-2.0
#include "core/engine/config_words.hpp"

#include "core/resolver/transport/cares_source.hpp"

#include <gtest/gtest.h>

namespace dnslint {
namespace {

using engine::time_from_text;

TEST(time_of_a_configuration, comes_back_as_it_was_written)
{
   for (auto const* const text : {"2026-01-31T12:00:00Z", "1969-12-31T23:59:59Z"}) {
      auto const read = time_from_text(text);
      ASSERT_TRUE(read) << text;
      EXPECT_EQ(engine::time_text(*read), text);
   }
   EXPECT_EQ(time_from_text("2026-01-31"), time_from_text("2026-01-31T00:00:00Z"));
}

TEST(time_of_a_configuration, is_a_day_and_a_time_that_exist)
{
   for (auto const* const text :
        {"",
         "2026",
         "2026-02-29",
         "2026-01-31T24:00:00Z",
         "2026-01-31T12:00:00",
         "2026-01-31 12:00:00Z",
         "2026-01-31T12:00:00Zx",
         "2026-1-31",
         "-026-01-31"})
      EXPECT_FALSE(time_from_text(text)) << text;
}

TEST(send_mode_of_a_configuration, has_a_word)
{
   for (auto const mode : {resolver::send_mode::spread, resolver::send_mode::offload})
      EXPECT_EQ(engine::send_mode_from_text(engine::to_text(mode)), mode);
   EXPECT_FALSE(engine::send_mode_from_text("fast"));
}

}  // namespace
}  // namespace dnslint
