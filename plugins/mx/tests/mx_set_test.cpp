// SPDX-License-Identifier: Apache-2.0
#include "mx_set.hpp"

#include <gmock/gmock.h>

namespace {

using mx::mx_record;
using mx::read_mx_set;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(mx::mx_set const& set)
{
   std::vector<std::string> all;
   for (auto const& r : set.exchanges)
      all.push_back(r.exchange);
   return all;
}

TEST(mx_set, no_records)
{
   auto const set = read_mx_set({});
   EXPECT_EQ(set.records, 0u);
   EXPECT_FALSE(set.is_null_mx());
   EXPECT_THAT(set.exchanges, IsEmpty());
}

TEST(mx_set, exchanges_come_by_preference_then_name)
{
   auto const set = read_mx_set({{20, "c"}, {10, "b"}, {10, "a"}});
   EXPECT_EQ(set.records, 3u);
   EXPECT_THAT(names(set), ElementsAre("a", "b", "c"));
}

TEST(mx_set, an_exchange_named_twice_counts_once_with_its_lowest_preference)
{
   auto const set = read_mx_set({{20, "mx.example"}, {10, "mx.example"}, {15, "other.example"}});
   EXPECT_THAT(names(set), ElementsAre("mx.example", "other.example"));
   EXPECT_EQ(set.exchanges.front().preference, 10);
   EXPECT_THAT(set.duplicates, ElementsAre("mx.example"));
   EXPECT_EQ(set.records, 3u);
}

// RFC 7505 section 3.
TEST(mx_set, a_null_mx_is_one_record_that_names_the_root)
{
   auto const set = read_mx_set({{0, "."}});
   EXPECT_TRUE(set.is_null_mx());
   EXPECT_EQ(set.null_preference, 0);
   EXPECT_THAT(set.exchanges, IsEmpty());
}

TEST(mx_set, another_preference_does_not_change_what_a_null_mx_means)
{
   auto const set = read_mx_set({{10, "."}});
   EXPECT_TRUE(set.is_null_mx());
   EXPECT_EQ(set.null_preference, 10);
}

TEST(mx_set, the_root_beside_others_is_no_null_mx_and_no_exchange)
{
   auto const set = read_mx_set({{0, "."}, {10, "mx.example"}});
   EXPECT_FALSE(set.is_null_mx());
   EXPECT_EQ(set.nulls, 1u);
   EXPECT_THAT(names(set), ElementsAre("mx.example"));
}

TEST(mx_set, the_root_twice_is_no_null_mx)
{
   auto const set = read_mx_set({{5, "."}, {0, "."}});
   EXPECT_FALSE(set.is_null_mx());
   EXPECT_EQ(set.nulls, 2u);
   EXPECT_EQ(set.null_preference, 0);
   EXPECT_THAT(set.duplicates, IsEmpty());
}

}  // namespace
