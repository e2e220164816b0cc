// SPDX-License-Identifier: Apache-2.0
#include "core/scan/waiting_records.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t all_at_once = 1'000'000;

report::record numbered_record(std::size_t number)
{
   report::record r;
   r.json = "record " + std::to_string(number);
   r.counts.grade = "B";
   r.counts.outcomes = {3, 1, 2, 4};
   r.counts.failed = {"a/one", "a/two"};
   r.counts.suppressed = {"a/two"};
   r.counts.unknown = {{"transient: timeout", 2}};
   r.counts.questions = 12;
   r.counts.has_defect = true;
   return r;
}

std::vector<report::record> next_of(scan::waiting_records& from, std::size_t count = all_at_once)
{
   std::vector<report::record> all;
   from.take_next(count, [&](report::record const& r) {
      all.push_back(r);
   });
   return all;
}

scan::waiting_records::limits all_on_disk()
{
   return {.memory = 0, .disk = {.segment = 4096, .segments = 1000}};
}

TEST(waiting_records, come_back_from_the_disk_as_they_were)
{
   scan::waiting_records waiting{testing::TempDir(), all_on_disk()};
   waiting.put(2, numbered_record(2));
   waiting.put(1, numbered_record(1));
   EXPECT_THAT(next_of(waiting), IsEmpty());
   EXPECT_EQ(waiting.count(), 2U);
   waiting.put(0, numbered_record(0));
   EXPECT_THAT(
      next_of(waiting), ElementsAre(numbered_record(0), numbered_record(1), numbered_record(2)));
   EXPECT_EQ(waiting.count(), 0U);
   EXPECT_FALSE(waiting.has_lost());
}

TEST(waiting_records, come_in_order_from_memory_and_disk_whatever_their_arrival)
{
   std::vector<std::size_t> arrivals(500);
   std::iota(arrivals.begin(), arrivals.end(), std::size_t{0});
   auto bounds = all_on_disk();
   bounds.memory = 20'000;
   std::mt19937 shuffled{11};
   for (int round = 0; round != 5; ++round) {
      std::ranges::shuffle(arrivals, shuffled);
      scan::waiting_records waiting{testing::TempDir(), bounds};
      std::vector<report::record> all;
      for (auto const n : arrivals) {
         waiting.put(n, numbered_record(n));
         std::ranges::move(next_of(waiting), std::back_inserter(all));
      }
      ASSERT_EQ(all.size(), arrivals.size());
      for (std::size_t i = 0; i != all.size(); ++i)
         EXPECT_EQ(all[i], numbered_record(i));
   }
}

TEST(waiting_records, are_told_no_more_at_once_than_wanted)
{
   scan::waiting_records waiting{testing::TempDir(), {}};
   for (std::size_t n = 0; n != 5; ++n)
      waiting.put(n, numbered_record(n));
   EXPECT_EQ(next_of(waiting, 2).size(), 2U);
   EXPECT_EQ(next_of(waiting, 2).size(), 2U);
   EXPECT_EQ(next_of(waiting, 2).size(), 1U);
}

TEST(waiting_records, are_told_across_gaps_at_the_end)
{
   scan::waiting_records waiting{testing::TempDir(), all_on_disk()};
   waiting.put(7, numbered_record(7));
   waiting.put(3, numbered_record(3));
   std::vector<report::record> all;
   waiting.take_all([&](report::record const& r) {
      all.push_back(r);
   });
   EXPECT_THAT(all, ElementsAre(numbered_record(3), numbered_record(7)));
}

TEST(waiting_records, are_full_when_neither_memory_nor_disk_has_room)
{
   scan::waiting_records waiting{testing::TempDir(), {1, {.segment = 512, .segments = 1}}};
   waiting.put(1, numbered_record(1));
   EXPECT_FALSE(waiting.is_full()) << "the disk has room";
   for (std::size_t n = 2; n != 6; ++n)
      waiting.put(n, numbered_record(n));
   EXPECT_TRUE(waiting.is_full());
   waiting.put(0, numbered_record(0));
   EXPECT_EQ(next_of(waiting).size(), 6U) << "what had no room on the disk is not lost";
   EXPECT_FALSE(waiting.is_full());
}

TEST(waiting_records, stay_in_memory_where_there_is_no_disk)
{
   scan::waiting_records waiting{"/nonexistent", {1, {}}};
   waiting.put(2, numbered_record(2));
   waiting.put(1, numbered_record(1));
   EXPECT_TRUE(waiting.is_full());
   waiting.put(0, numbered_record(0));
   EXPECT_EQ(next_of(waiting).size(), 3U);
   EXPECT_FALSE(waiting.has_lost());
}

TEST(waiting_records, that_rest_on_an_upstream_are_taken_out_of_memory_and_disk)
{
   for (std::size_t const memory : {0, 1'000'000}) {
      auto bounds = all_on_disk();
      bounds.memory = memory;
      scan::waiting_records waiting{testing::TempDir(), bounds};
      for (std::size_t i = 1; i != 5; ++i) {
         auto r = numbered_record(i);
         r.counts.upstreams = i;
         waiting.put(i, r);
      }
      std::vector<std::string> taken;
      waiting.take_resting_on(2, [&](std::size_t number, report::record const& r) {
         taken.push_back(std::to_string(number) + ": " + r.json);
      });
      EXPECT_THAT(taken, ElementsAre("2: record 2", "3: record 3"));
      EXPECT_EQ(waiting.count(), 2U);
      waiting.put(0, numbered_record(0));
      EXPECT_EQ(next_of(waiting).size(), 2U) << "the third has not come yet";
      waiting.put(2, numbered_record(2));
      EXPECT_EQ(next_of(waiting).size(), 1U);
   }
}

}  // namespace
