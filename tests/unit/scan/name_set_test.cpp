// SPDX-License-Identifier: Apache-2.0
#include "core/scan/name_set.hpp"

#include <gtest/gtest.h>

namespace dnslint::scan {
namespace {

dns::name numbered(int i)
{
   return *dns::name::from_text("d" + std::to_string(i) + ".example");
}

TEST(name_set, knows_what_was_added)
{
   name_set seen{{1, 2}};
   EXPECT_TRUE(seen.add(numbered(1)));
   EXPECT_TRUE(seen.add(numbered(2)));
   EXPECT_FALSE(seen.add(numbered(1)));
   EXPECT_FALSE(seen.add(*dns::name::from_text("D1.EXAMPLE.")));
   EXPECT_EQ(2U, seen.size());
}

TEST(name_set, knows_it_after_it_has_grown)
{
   constexpr int count = 50'000;
   name_set seen{{1, 2}};
   for (int i = 0; i != count; ++i)
      ASSERT_TRUE(seen.add(numbered(i))) << i;
   for (int i = 0; i != count; ++i)
      ASSERT_FALSE(seen.add(numbered(i))) << i;
   EXPECT_EQ(count, static_cast<int>(seen.size()));
}

}  // namespace
}  // namespace dnslint::scan
