// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/id_table.hpp"

#include <gtest/gtest.h>
#include <map>
#include <random>

namespace dnslint::resolver {
namespace {

TEST(id_table, finds_what_was_inserted_until_it_is_erased)
{
   id_table t;
   EXPECT_FALSE(t.contains(0));
   t.insert(0, 0);
   t.insert(65535, 2047);
   EXPECT_EQ(t.find(0), 0);
   EXPECT_EQ(t.find(65535), 2047);
   EXPECT_EQ(t.size(), 2U);
   t.erase(0);
   t.erase(0);
   EXPECT_FALSE(t.contains(0));
   EXPECT_EQ(t.find(65535), 2047);
   EXPECT_EQ(t.size(), 1U);
}

// Ids of one place, around the end of the table.
TEST(id_table, what_stands_behind_a_gap_is_still_found)
{
   id_table t;
   for (std::uint16_t i = 0; i != 4; ++i) {
      t.insert(static_cast<std::uint16_t>(4095 + 4096 * i), i);
      t.insert(static_cast<std::uint16_t>(4096 * i), static_cast<std::uint16_t>(10 + i));
   }
   t.erase(4095);
   t.erase(4096);
   for (std::uint16_t i = 1; i != 4; ++i)
      EXPECT_EQ(t.find(static_cast<std::uint16_t>(4095 + 4096 * i)), i);
   EXPECT_EQ(t.find(0), 10);
   EXPECT_EQ(t.find(8192), 12);
   EXPECT_EQ(t.find(12288), 13);
}

TEST(id_table, agrees_with_a_map)
{
   id_table t;
   std::map<std::uint16_t, std::uint16_t> model;
   std::minstd_rand from{1};
   for (int step = 0; step != 200'000; ++step) {
      auto const id = static_cast<std::uint16_t>(from() % 5000 * 13);
      if (model.contains(id)) {
         model.erase(id);
         t.erase(id);
      } else if (model.size() < id_table::capacity) {
         auto const question = static_cast<std::uint16_t>(from() % 2048);
         model[id] = question;
         t.insert(id, question);
      }
      auto const other = static_cast<std::uint16_t>(from() % 5000 * 13);
      auto const known = model.find(other);
      ASSERT_EQ(t.find(other), known == model.end() ? std::nullopt : std::optional{known->second});
      ASSERT_EQ(t.size(), model.size());
   }
}

}  // namespace
}  // namespace dnslint::resolver
