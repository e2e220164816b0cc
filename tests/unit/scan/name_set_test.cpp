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

TEST(name_set, finds_only_what_was_added)
{
   name_set seen{{1, 2}};
   EXPECT_FALSE(seen.contains(numbered(1)));
   seen.add(numbered(1));
   EXPECT_TRUE(seen.contains(numbered(1)));
   EXPECT_FALSE(seen.contains(numbered(2)));
   EXPECT_FALSE(seen.contains(*dns::name::from_text("a.d1.example"))) << "a name below it";
   EXPECT_FALSE(seen.contains(*dns::name::from_text("example"))) << "the name above it";
   EXPECT_EQ(1U, seen.size()) << "asking adds nothing";
}

TEST(name_set, tells_labels_from_dots_within_them)
{
   name_set seen{{1, 2}};
   EXPECT_TRUE(seen.add(*dns::name::from_text("a.b.example")));
   EXPECT_TRUE(seen.add(*dns::name::from_text(R"(a\.b.example)")));
   EXPECT_TRUE(seen.add(dns::name{}));
   EXPECT_FALSE(seen.add(*dns::name::from_text(".")));
}

TEST(name_set, works_with_any_key)
{
   for (auto const& key : {digest_key{0, 0}, digest_key{~0ULL, ~0ULL}}) {
      name_set seen{key};
      for (int i = 0; i != 2000; ++i)
         ASSERT_TRUE(seen.add(numbered(i))) << i;
      for (int i = 0; i != 2000; ++i)
         ASSERT_TRUE(seen.contains(numbered(i))) << i;
      EXPECT_FALSE(seen.contains(numbered(2000)));
   }
}

}  // namespace
}  // namespace dnslint::scan
