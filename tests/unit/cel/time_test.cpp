// SPDX-License-Identifier: Apache-2.0
#include "core/cel/time.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace {

using namespace dnslint;
using cel::duration;
using cel::timestamp;

constexpr auto most_seconds = std::numeric_limits<std::int64_t>::max() / 1'000'000'000;

std::string duration_as_text(std::string_view text)
{
   auto const read = cel::duration_from_text(text);
   return read ? to_text(*read) : "none";
}

std::string timestamp_as_text(std::string_view text)
{
   auto const read = cel::timestamp_from_text(text);
   return read ? to_text(*read) : "none";
}

TEST(duration, is_numbers_with_units)
{
   EXPECT_EQ(duration_as_text("1h30m"), "5400s");
   EXPECT_EQ(duration_as_text("1h1m1s1ms1us1ns"), "3661.001001001s");
   EXPECT_EQ(duration_as_text("1\xc2\xb5s"), "0.000001s");
   EXPECT_EQ(duration_as_text("90s"), "90s");
   EXPECT_EQ(duration_as_text("0"), "0s");
   EXPECT_EQ(duration_as_text("-0"), "0s");
   EXPECT_EQ(duration_as_text("0h"), "0s");
}

TEST(duration, may_have_a_sign_and_fractions)
{
   EXPECT_EQ(duration_as_text("-1.5s"), "-1.5s");
   EXPECT_EQ(duration_as_text("+1.5s"), "1.5s");
   EXPECT_EQ(duration_as_text("-1h30m"), "-5400s") << "the sign is of all of it";
   EXPECT_EQ(duration_as_text(".5s"), "0.5s");
   EXPECT_EQ(duration_as_text("1.s"), "1s");
   EXPECT_EQ(duration_as_text("0.25h"), "900s");
   EXPECT_EQ(duration_as_text("1.0000000009s"), "1s") << "cut to nanoseconds";
   EXPECT_EQ(duration_as_text("1.9ns"), "0.000000001s");
}

TEST(duration, is_nothing_else)
{
   for (auto const* const text : {"",     "-",    "+",   "s",      ".s",   "1",     "1.5", "-5",
                                  "00",   "1d",   "1w",  "1 s",    " 1s",  "1s ",   "1H",  "1h-1m",
                                  "--1s", "+-1s", "1s1", "1.5.5s", "1,5s", "\xc2s", "1m s"})
      EXPECT_EQ(duration_as_text(text), "none") << text;
}

TEST(duration, has_nanoseconds_that_fit_into_64_bits)
{
   EXPECT_EQ(duration_as_text("9223372036s854775807ns"), "9223372036.854775807s");
   EXPECT_EQ(duration_as_text("9223372036s854775808ns"), "none");
   EXPECT_EQ(duration_as_text("-9223372036s854775808ns"), "-9223372036.854775808s");
   EXPECT_EQ(duration_as_text("-9223372036s854775809ns"), "none");
   EXPECT_EQ(duration_as_text("99999999999999999999h"), "none");
   EXPECT_EQ(duration_as_text("9223372036854775807h"), "none");
   EXPECT_EQ(duration_as_text("2562047h"), "9223369200s");
   EXPECT_EQ(duration_as_text("2562048h"), "none");
}

// Digits that no nanosecond depends on do not make a wrong number.
TEST(duration, bounds_the_digits_of_a_fraction)
{
   EXPECT_EQ(duration_as_text("0." + std::string(18, '0') + "1h"), "0s");
   EXPECT_EQ(duration_as_text("0.5" + std::string(18, '0') + "h"), "1800s");
   EXPECT_EQ(duration_as_text("0." + std::string(20, '1') + "s"), "none");
}

TEST(duration, is_kept_with_nanoseconds_that_are_not_negative)
{
   auto const read = cel::duration_from_text("-1.5s");
   ASSERT_TRUE(read);
   EXPECT_EQ(read->seconds, -2);
   EXPECT_EQ(read->nanoseconds, 500'000'000);
   EXPECT_LT(*read, (duration{-1, 0}));
   EXPECT_LT((duration{-2, 0}), *read);
}

TEST(duration, is_added_subtracted_and_negated)
{
   EXPECT_EQ(sum(duration{1, 600'000'000}, duration{2, 500'000'000}), (duration{4, 100'000'000}));
   EXPECT_EQ(difference(duration{1, 0}, duration{0, 1}), (duration{0, 999'999'999}));
   EXPECT_EQ(difference(duration{0, 0}, duration{0, 1}), (duration{-1, 999'999'999}));
   EXPECT_EQ(negated(duration{1, 250'000'000}), (duration{-2, 750'000'000}));
   EXPECT_EQ(negated(duration{}), duration{});
}

TEST(duration, does_not_overflow)
{
   duration const largest{most_seconds, 854'775'807};
   duration const smallest{-most_seconds - 1, 1'000'000'000 - 854'775'808};
   EXPECT_EQ(sum(largest, duration{0, 1}), std::nullopt);
   EXPECT_EQ(difference(smallest, duration{0, 1}), std::nullopt);
   EXPECT_EQ(negated(smallest), std::nullopt) << "there is one more below zero";
   EXPECT_EQ(negated(largest), sum(smallest, duration{0, 1}));
   EXPECT_EQ(sum(largest, smallest), (duration{-1, 999'999'999}));
}

TEST(timestamp, is_a_date_and_a_time)
{
   EXPECT_EQ(timestamp_as_text("2026-01-31T12:34:56Z"), "2026-01-31T12:34:56Z");
   EXPECT_EQ(timestamp_as_text("2026-01-31t12:34:56z"), "2026-01-31T12:34:56Z");
   EXPECT_EQ(timestamp_as_text("1970-01-01T00:00:00Z"), "1970-01-01T00:00:00Z");
   EXPECT_EQ(cel::timestamp_from_text("1970-01-01T00:00:00Z"), timestamp{});
   EXPECT_EQ(timestamp_as_text("1969-12-31T23:59:59.5Z"), "1969-12-31T23:59:59.5Z");
   EXPECT_EQ(timestamp_as_text("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00Z");
}

TEST(timestamp, is_kept_in_utc)
{
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:30:00+01:00"), "2025-12-31T23:30:00Z");
   EXPECT_EQ(timestamp_as_text("2025-12-31T23:30:00-01:00"), "2026-01-01T00:30:00Z");
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:00:00+23:59"), "2025-12-31T00:01:00Z");
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:00:00-00:00"), "2026-01-01T00:00:00Z");
}

TEST(timestamp, has_fractions_cut_to_nanoseconds)
{
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:00:00.1Z"), "2026-01-01T00:00:00.1Z");
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:00:00.000000001Z"), "2026-01-01T00:00:00.000000001Z");
   EXPECT_EQ(
      timestamp_as_text("2026-01-01T00:00:00.0000000019Z"), "2026-01-01T00:00:00.000000001Z");
   EXPECT_EQ(timestamp_as_text("2026-01-01T00:00:00.Z"), "none");
}

TEST(timestamp, is_nothing_else)
{
   for (auto const* const text :
        {"",
         "2026-01-31",
         "2026-01-31T12:34:56",
         "2026-01-31T12:34Z",
         "2026-01-31 12:34:56Z",
         "2026-1-31T12:34:56Z",
         "26-01-31T12:34:56Z",
         "2026-01-31T12:34:56+0100",
         "2026-01-31T12:34:56+01",
         "2026-01-31T12:34:56+24:00",
         "2026-01-31T12:34:56+01:60",
         "2026-01-31T12:34:56 01:00",
         "2026-01-31T12:34:56ZZ",
         "2026-13-01T00:00:00Z",
         "2026-00-01T00:00:00Z",
         "2026-02-29T00:00:00Z",
         "2026-04-31T00:00:00Z",
         "2026-01-00T00:00:00Z",
         "2026-01-31T24:00:00Z",
         "2026-01-31T23:60:00Z",
         "2026-01-31T23:59:60Z",
         "2026/01/31T12:34:56Z",
         "2026-01-31T12.34.56Z",
         "+2026-01-31T12:34:56Z"})
      EXPECT_EQ(timestamp_as_text(text), "none") << text;
}

TEST(timestamp, is_of_the_years_1_to_9999)
{
   EXPECT_EQ(timestamp_as_text("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
   EXPECT_EQ(timestamp_as_text("0000-12-31T23:59:59Z"), "none");
   EXPECT_EQ(timestamp_as_text("0001-01-01T00:00:00+00:01"), "none");
   EXPECT_EQ(timestamp_as_text("9999-12-31T23:59:59.999999999Z"), "9999-12-31T23:59:59.999999999Z");
   EXPECT_EQ(timestamp_as_text("9999-12-31T23:59:59-00:01"), "none");
}

TEST(timestamp, is_moved_by_durations_within_its_years)
{
   auto const last = *cel::timestamp_from_text("9999-12-31T23:59:59.999999999Z");
   auto const first = *cel::timestamp_from_text("0001-01-01T00:00:00Z");
   EXPECT_EQ(sum(last, duration{0, 1}), std::nullopt);
   EXPECT_EQ(difference(first, duration{0, 1}), std::nullopt);
   EXPECT_EQ(sum(timestamp{}, duration{86'400, 1}), (timestamp{86'400, 1}));
   EXPECT_EQ(difference(timestamp{}, duration{0, 1}), (timestamp{-1, 999'999'999}));
}

// The years are many, and a duration has 292 of them.
TEST(timestamp, differences_that_are_no_duration_are_none)
{
   auto const last = *cel::timestamp_from_text("9999-12-31T23:59:59Z");
   auto const first = *cel::timestamp_from_text("0001-01-01T00:00:00Z");
   EXPECT_EQ(difference(last, first), std::nullopt);
   EXPECT_EQ(difference(first, last), std::nullopt);
   EXPECT_EQ(difference(timestamp{10, 0}, timestamp{8, 500'000'000}), (duration{1, 500'000'000}));
   EXPECT_EQ(difference(timestamp{}, timestamp{most_seconds, 0}), (duration{-most_seconds, 0}));
}

TEST(timestamp, of_seconds_is_bounded)
{
   EXPECT_EQ(cel::timestamp_at(0), timestamp{});
   EXPECT_EQ(to_text(*cel::timestamp_at(253'402'300'799)), "9999-12-31T23:59:59Z");
   EXPECT_EQ(cel::timestamp_at(253'402'300'800), std::nullopt);
   EXPECT_EQ(to_text(*cel::timestamp_at(-62'135'596'800)), "0001-01-01T00:00:00Z");
   EXPECT_EQ(cel::timestamp_at(-62'135'596'801), std::nullopt);
   EXPECT_EQ(cel::timestamp_at(std::numeric_limits<std::int64_t>::min()), std::nullopt);
   EXPECT_EQ(cel::timestamp_at(std::numeric_limits<std::int64_t>::max()), std::nullopt);
}

}  // namespace
