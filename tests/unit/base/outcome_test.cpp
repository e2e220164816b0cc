// SPDX-License-Identifier: Apache-2.0
#include "core/base/outcome.hpp"

#include <gtest/gtest.h>

namespace base = dnslint::base;

namespace {

TEST(outcome, text_and_back)
{
   for (auto const* text : {"pass", "fail", "unknown", "not-applicable"})
      EXPECT_EQ(base::to_text(base::outcome_from_text(text).value()), text);
   EXPECT_FALSE(base::outcome_from_text("skip"));
}

TEST(severity, is_ordered_and_has_texts)
{
   EXPECT_LT(base::severity::info, base::severity::critical);
   for (auto const* text : {"info", "low", "medium", "high", "critical"})
      EXPECT_EQ(base::to_text(base::severity_from_text(text).value()), text);
}

TEST(cause, names_its_class)
{
   EXPECT_EQ(base::to_text(base::transient("timeout")), "transient: timeout");
   EXPECT_EQ(
      base::to_text(base::withheld("budget", "500 questions")), "withheld: budget (500 questions)");
}

}  // namespace
