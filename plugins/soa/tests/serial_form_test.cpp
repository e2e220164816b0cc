// SPDX-License-Identifier: Apache-2.0
#include "serial_form.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono;

constexpr sys_seconds now = sys_days{year{2026} / 3 / 1};
constexpr std::int64_t now_seconds = now.time_since_epoch().count();

std::string_view form(std::int64_t serial)
{
   return soa::serial_form(serial, now);
}

TEST(serial_form, of_nothing_filled_in_is_zero)
{
   EXPECT_EQ(form(0), "zero");
}

// RFC 1912 section 2.2.
TEST(serial_form, of_year_month_day_and_number_is_date)
{
   EXPECT_EQ(form(2026030100), "date");
   EXPECT_EQ(form(1996022999), "date");
   EXPECT_EQ(form(2027123101), "date");
}

TEST(serial_form, of_a_day_that_is_none_is_counter)
{
   EXPECT_EQ(form(2026130100), "counter");
   EXPECT_EQ(form(2026022900), "counter");
   EXPECT_EQ(form(2026000000), "counter");
   EXPECT_EQ(form(2199010100), "counter");
}

TEST(serial_form, of_a_recent_time_is_unix_time)
{
   EXPECT_EQ(form(now_seconds), "unix-time");
   EXPECT_EQ(form(now_seconds - 86400 * 365), "unix-time");
   EXPECT_EQ(form(now_seconds + 3600), "unix-time");
}

TEST(serial_form, of_another_time_is_counter)
{
   EXPECT_EQ(form(now_seconds + 86400 * 2), "counter");
   EXPECT_EQ(form(86400 * 365), "counter");
}

TEST(serial_form, of_other_numbers_is_counter)
{
   EXPECT_EQ(form(1), "counter");
   EXPECT_EQ(form(20260301), "counter");
   EXPECT_EQ(form(4294967295), "counter");
}

}  // namespace
