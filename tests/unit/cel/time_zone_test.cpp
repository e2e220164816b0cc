// SPDX-License-Identifier: Apache-2.0
#include "core/cel/time_zone.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

namespace dnslint::cel {
namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
// 2025-01-01, 2026-01-01 and 2026-07-01, 00:00 UTC.
constexpr std::int64_t year_2025 = 1'735'689'600;
constexpr std::int64_t year_2026 = 1'767'225'600;
constexpr std::int64_t july_2026 = 1'782'864'000;

std::string network_order(std::int64_t number, std::size_t size)
{
   std::string bytes;
   for (std::size_t i = size; i-- != 0;)
      bytes += static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * i)) & 0xffU);
   return bytes;
}

struct change {
   std::int64_t at;
   std::uint8_t type;
};

// The parts of a TZif file (RFC 8536 section 3), for a test to break.
struct zone_file {
   char version = '2';
   std::vector<std::int64_t> offsets{0};
   std::vector<change> changes;
   std::string footer = "UTC0";
   std::int64_t announced_types = -1;

   std::string header(std::size_t transitions, std::int64_t types) const
   {
      std::string text{"TZif"};
      (text += version).append(15, '\0');
      for (auto const count : {0, 0, 0})
         text += network_order(count, 4);
      return text + network_order(static_cast<std::int64_t>(transitions), 4) +
             network_order(types, 4) + network_order(4, 4);
   }

   std::string bytes() const
   {
      auto text = header(0, 1) + network_order(0, 4) + std::string("\0\0UTC\0", 6);
      auto const types = static_cast<std::int64_t>(offsets.size());
      text += header(changes.size(), announced_types < 0 ? types : announced_types);
      for (auto const& c : changes)
         text += network_order(c.at, 8);
      for (auto const& c : changes)
         text += static_cast<char>(c.type);
      for (auto const offset : offsets)
         text += network_order(offset, 4) + std::string("\0\0", 2);
      return text + std::string("UTC\0", 4) + "\n" + footer + "\n";
   }
};

std::int64_t offset_by_footer(std::string const& footer, std::int64_t when)
{
   zone_file file;
   file.footer = footer;
   auto const zone = time_zone::parse(file.bytes());
   EXPECT_TRUE(zone) << footer;
   return zone ? zone->offset_at(when) : -1;
}

TEST(time_zone, knows_the_offset_between_transitions)
{
   zone_file file;
   file.offsets = {-100, 3600, 7200};
   file.changes = {{1000, 1}, {2000, 2}, {3000, 1}};
   file.footer = "";
   auto const zone = time_zone::parse(file.bytes());
   ASSERT_TRUE(zone);
   EXPECT_EQ(zone->offset_at(-5), -100);
   EXPECT_EQ(zone->offset_at(999), -100);
   EXPECT_EQ(zone->offset_at(1000), 3600);
   EXPECT_EQ(zone->offset_at(1999), 3600);
   EXPECT_EQ(zone->offset_at(2000), 7200);
   EXPECT_EQ(zone->offset_at(3000), 3600);
   EXPECT_EQ(zone->offset_at(1'000'000'000'000), 3600);
}

TEST(time_zone, follows_its_footer_behind_the_last_transition)
{
   zone_file file;
   file.offsets = {0, 3600};
   file.changes = {{1000, 1}};
   file.footer = "EST5";
   auto const zone = time_zone::parse(file.bytes());
   ASSERT_TRUE(zone);
   EXPECT_EQ(zone->offset_at(999), 0);
   EXPECT_EQ(zone->offset_at(1000), -5 * hour);
}

TEST(time_zone, reads_offsets_of_a_footer)
{
   EXPECT_EQ(offset_by_footer("UTC0", year_2026), 0);
   EXPECT_EQ(offset_by_footer("CET-1", year_2026), hour);
   EXPECT_EQ(offset_by_footer("EST+5", year_2026), -5 * hour);
   EXPECT_EQ(offset_by_footer("IST-5:30", year_2026), 5 * hour + 1800);
   EXPECT_EQ(offset_by_footer("LMT-1:02:03", year_2026), hour + 123);
   EXPECT_EQ(offset_by_footer("<+0545>-5:45", year_2026), 5 * hour + 2700);
   EXPECT_EQ(offset_by_footer("<-03>3", year_2026), -3 * hour);
}

// Berlin: the last Sundays of March and October at 01:00 UTC, in 2026 the 29th and the 25th.
TEST(time_zone, saves_daylight_in_the_north)
{
   std::string const berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
   auto const begin = year_2026 + 87 * day + hour;
   auto const end = year_2026 + 297 * day + hour;
   EXPECT_EQ(offset_by_footer(berlin, year_2026), hour);
   EXPECT_EQ(offset_by_footer(berlin, begin - 1), hour);
   EXPECT_EQ(offset_by_footer(berlin, begin), 2 * hour);
   EXPECT_EQ(offset_by_footer(berlin, july_2026), 2 * hour);
   EXPECT_EQ(offset_by_footer(berlin, end - 1), 2 * hour);
   EXPECT_EQ(offset_by_footer(berlin, end), hour);
}

// Sydney: the first Sundays of October and April at 16:00 UTC of the day before.
TEST(time_zone, saves_daylight_across_the_new_year_in_the_south)
{
   std::string const sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";
   auto const end = year_2026 + 93 * day + 16 * hour;
   auto const begin = year_2026 + 275 * day + 16 * hour;
   EXPECT_EQ(offset_by_footer(sydney, year_2026), 11 * hour);
   EXPECT_EQ(offset_by_footer(sydney, end - 1), 11 * hour);
   EXPECT_EQ(offset_by_footer(sydney, end), 10 * hour);
   EXPECT_EQ(offset_by_footer(sydney, july_2026), 10 * hour);
   EXPECT_EQ(offset_by_footer(sydney, begin - 1), 10 * hour);
   EXPECT_EQ(offset_by_footer(sydney, begin), 11 * hour);
}

TEST(time_zone, takes_the_written_offset_of_daylight)
{
   // Lord Howe saves half an hour; Dublin's winter is the one that is saved.
   EXPECT_EQ(offset_by_footer("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", year_2026), 11 * hour);
   EXPECT_EQ(offset_by_footer("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", july_2026), 10 * hour + 1800);
   EXPECT_EQ(offset_by_footer("IST-1GMT0,M10.5.0,M3.5.0/1", year_2026), 0);
   EXPECT_EQ(offset_by_footer("IST-1GMT0,M10.5.0,M3.5.0/1", july_2026), hour);
}

// Where the footer is none, the last transition holds.
TEST(time_zone, leaves_out_a_footer_that_it_cannot_read)
{
   for (auto const* const footer :
        {"",
         "X",
         "5",
         "CET",
         "CET-1CEST",
         "CET-1CEST,M3.5.0",
         "CET-1CEST,J60,J300",
         "CET-1CEST,M13.5.0,M10.5.0",
         "CET-1CEST,M0.5.0,M10.5.0",
         "CET-1CEST,M3.6.0,M10.5.0",
         "CET-1CEST,M3.0.0,M10.5.0",
         "CET-1CEST,M3.5.7,M10.5.0",
         "CET-1CEST,M3.5.0,M10.5.0x",
         "CET-1CEST,M3.5.0/,M10.5.0",
         "<CET-1",
         "<",
         "CET-99999999999",
         "CET-1:x",
         "CET--1"}) {
      zone_file file;
      file.offsets = {0, 1800};
      file.changes = {{year_2025, 1}};
      file.footer = footer;
      auto const zone = time_zone::parse(file.bytes());
      ASSERT_TRUE(zone) << footer;
      EXPECT_EQ(zone->offset_at(july_2026), 1800) << footer;
   }
}

TEST(time_zone, refuses_what_is_no_such_file)
{
   zone_file const good;
   auto const bytes = good.bytes();
   ASSERT_TRUE(time_zone::parse(bytes));
   EXPECT_FALSE(time_zone::parse(""));
   EXPECT_FALSE(time_zone::parse("TZif"));
   EXPECT_FALSE(time_zone::parse("X" + bytes.substr(1)));
   zone_file old;
   old.version = '\0';
   EXPECT_FALSE(time_zone::parse(old.bytes()));
   zone_file none;
   none.offsets = {};
   EXPECT_FALSE(time_zone::parse(none.bytes()));
   zone_file many;
   many.announced_types = 100'001;
   EXPECT_FALSE(time_zone::parse(many.bytes()));
   zone_file negative;
   negative.announced_types = 0xffffffff;
   EXPECT_FALSE(time_zone::parse(negative.bytes()));
   zone_file dangling;
   dangling.changes = {{0, 1}};
   EXPECT_FALSE(time_zone::parse(dangling.bytes()));
}

TEST(time_zone, stands_every_cut_of_a_file)
{
   zone_file file;
   file.offsets = {0, 3600};
   file.changes = {{1000, 1}, {2000, 0}};
   file.footer = "CET-1CEST,M3.5.0,M10.5.0/3";
   auto const bytes = file.bytes();
   std::size_t read = 0;
   for (std::size_t size = 0; size != bytes.size(); ++size)
      if (auto const zone = time_zone::parse(std::string_view{bytes}.substr(0, size))) {
         ++read;
         EXPECT_EQ(zone->offset_at(1500), 3600) << size;
      }
   // Only the footer may be missing.
   EXPECT_EQ(read, file.footer.size() + 2);
}

TEST(zone_offset, reads_names_and_fixed_offsets)
{
   EXPECT_EQ(zone_offset("UTC", 0), 0);
   EXPECT_EQ(zone_offset("+01:00", 0), hour);
   EXPECT_EQ(zone_offset("-08:30", 0), -8 * hour - 1800);
   EXPECT_EQ(zone_offset("02:00", 0), 2 * hour);
   EXPECT_EQ(zone_offset("Europe/Berlin", july_2026), 2 * hour);
   for (auto const* const name :
        {"",
         "Mars/Olympus",
         "Europe",
         "/etc/localtime",
         "../zoneinfo/UTC",
         "Europe/../UTC",
         "+24:00",
         "+01:60",
         "+1:00",
         "+01-00",
         "UTC\n"})
      EXPECT_EQ(zone_offset(name, 0), std::nullopt) << name;
   EXPECT_EQ(zone_offset(std::string(10'000, 'a'), 0), std::nullopt);
}

// Tests of rules evaluate on several threads.
TEST(zone_offset, is_the_same_on_every_thread)
{
   std::vector<std::int64_t> seen(4);
   {
      std::vector<std::jthread> threads;
      for (auto& offset : seen)
         threads.emplace_back([&offset] {
            for (int i = 0; i != 50; ++i)
               offset += zone_offset("America/New_York", year_2026).value_or(1) +
                         zone_offset("None/" + std::to_string(i), 0).value_or(0);
         });
   }
   for (auto const offset : seen)
      EXPECT_EQ(offset, -50 * 5 * hour);
}

}  // namespace
}  // namespace dnslint::cel
