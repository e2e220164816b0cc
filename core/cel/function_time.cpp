// SPDX-License-Identifier: Apache-2.0
#include "core/cel/function.hpp"
#include "core/cel/time_zone.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

value whole(std::int64_t number)
{
   return value{number};
}

value to_timestamp(arguments given, evaluation& cost)
{
   auto const& v = given[0];
   if (v.is(kind::timestamp))
      return v;
   if (v.is(kind::integer)) {
      auto const at = timestamp_at(v.get<std::int64_t>());
      return at ? value{*at} : value::error("the time is not between the years 1 and 9999");
   }
   cost.spend(v.characters().size());
   auto const read = timestamp_from_text(v.characters());
   return read ? value{*read} : value::error("not a time as in 2026-01-31T00:00:00Z");
}

value to_duration(arguments given, evaluation& cost)
{
   if (given[0].is(kind::duration))
      return given[0];
   cost.spend(given[0].characters().size());
   auto const read = duration_from_text(given[0].characters());
   return read ? value{*read} : value::error("not a duration as in 36h, 90s or 1h30m");
}

// A time as the clocks of a zone show it.
struct local_time {
   std::chrono::sys_days day;
   std::chrono::year_month_day date;
   std::int64_t second_of_day = 0;
   std::int32_t nanoseconds = 0;
};

local_time shown(timestamp const& t, std::int64_t offset)
{
   std::chrono::sys_seconds const when{std::chrono::seconds{t.seconds + offset}};
   local_time made;
   made.day = std::chrono::floor<std::chrono::days>(when);
   made.date = std::chrono::year_month_day{made.day};
   made.second_of_day = (when - made.day).count();
   made.nanoseconds = t.nanoseconds;
   return made;
}

std::int64_t year(local_time const& t)
{
   return static_cast<int>(t.date.year());
}
std::int64_t month(local_time const& t)
{
   return static_cast<unsigned>(t.date.month()) - 1;
}
std::int64_t date(local_time const& t)
{
   return static_cast<unsigned>(t.date.day());
}
std::int64_t day_of_month(local_time const& t)
{
   return date(t) - 1;
}
std::int64_t day_of_week(local_time const& t)
{
   return std::chrono::weekday{t.day}.c_encoding();
}
std::int64_t day_of_year(local_time const& t)
{
   std::chrono::sys_days const new_year =
      t.date.year() / std::chrono::January / std::chrono::day{1};
   return (t.day - new_year).count();
}
std::int64_t hour(local_time const& t)
{
   return t.second_of_day / 3600;
}
std::int64_t minute(local_time const& t)
{
   return t.second_of_day / 60 % 60;
}
std::int64_t second(local_time const& t)
{
   return t.second_of_day % 60;
}
std::int64_t millisecond(local_time const& t)
{
   return t.nanoseconds / 1'000'000;
}

// In UTC, or in the zone of the second argument.
template <std::int64_t (*Part)(local_time const&)>
value part_of_time(arguments given, evaluation& cost)
{
   auto const& t = given[0].get<timestamp>();
   if (given.size() == 1)
      return whole(Part(shown(t, 0)));
   cost.spend(100);
   auto const offset = zone_offset(given[1].characters(), t.seconds);
   return offset ? whole(Part(shown(t, *offset)))
                 : value::error(fmt::format("{} is no time zone", to_text(given[1], 60)));
}

// All of a span, in whole units towards zero; of milliseconds what seconds leave.
template <std::int64_t (*Part)(local_time const&), std::int64_t Seconds>
value part_of_either(arguments given, evaluation& cost)
{
   if (given[0].is(kind::timestamp))
      return part_of_time<Part>(given, cost);
   auto const& d = given[0].get<duration>();
   bool const rounds_up = d.seconds < 0 && d.nanoseconds != 0;
   if (Seconds != 0)
      return whole((d.seconds + (rounds_up ? 1 : 0)) / std::max<std::int64_t>(Seconds, 1));
   return whole((rounds_up ? d.nanoseconds - 1'000'000'000 : d.nanoseconds) / 1'000'000);
}

constexpr function zoned(std::string_view name, value (*run)(arguments, evaluation&))
{
   return {
      name,
      call_style::receiver,
      2,
      {timestamp_kind, text_kind},
      integer_kind,
      run,
      R"(The same, in a time zone such as "Europe/Berlin" or "+02:00")"};
}

constexpr std::array time_table{
   function{
      "timestamp",
      call_style::global,
      1,
      {text_kind | integer_kind | timestamp_kind},
      timestamp_kind,
      to_timestamp,
      "The time that an RFC 3339 text or a number of seconds since 1970 says"},
   function{
      "duration",
      call_style::global,
      1,
      {text_kind | duration_kind},
      duration_kind,
      to_duration,
      R"(The span of a text such as "36h", "90s" or "1h30m")"},
   function{
      "getFullYear",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<year>,
      "The year, in UTC"},
   zoned("getFullYear", part_of_time<year>),
   function{
      "getMonth",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<month>,
      "The month, in UTC, from 0"},
   zoned("getMonth", part_of_time<month>),
   function{
      "getDate",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<date>,
      "The day of the month, in UTC, from 1"},
   zoned("getDate", part_of_time<date>),
   function{
      "getDayOfMonth",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<day_of_month>,
      "The day of the month, in UTC, from 0"},
   zoned("getDayOfMonth", part_of_time<day_of_month>),
   function{
      "getDayOfWeek",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<day_of_week>,
      "The day of the week, in UTC, Sunday is 0"},
   zoned("getDayOfWeek", part_of_time<day_of_week>),
   function{
      "getDayOfYear",
      call_style::receiver,
      1,
      {timestamp_kind},
      integer_kind,
      part_of_time<day_of_year>,
      "The day of the year, in UTC, from 0"},
   zoned("getDayOfYear", part_of_time<day_of_year>),
   function{
      "getHours",
      call_style::receiver,
      1,
      {timestamp_kind | duration_kind},
      integer_kind,
      part_of_either<hour, 3600>,
      "The hour of a time, in UTC; a span in whole hours"},
   zoned("getHours", part_of_time<hour>),
   function{
      "getMinutes",
      call_style::receiver,
      1,
      {timestamp_kind | duration_kind},
      integer_kind,
      part_of_either<minute, 60>,
      "The minute of a time, in UTC; a span in whole minutes"},
   zoned("getMinutes", part_of_time<minute>),
   function{
      "getSeconds",
      call_style::receiver,
      1,
      {timestamp_kind | duration_kind},
      integer_kind,
      part_of_either<second, 1>,
      "The second of a time; a span in whole seconds"},
   zoned("getSeconds", part_of_time<second>),
   function{
      "getMilliseconds",
      call_style::receiver,
      1,
      {timestamp_kind | duration_kind},
      integer_kind,
      part_of_either<millisecond, 0>,
      "The thousandths of a second"},
   zoned("getMilliseconds", part_of_time<millisecond>)};

}  // namespace

std::span<function const> time_functions() noexcept
{
   return time_table;
}

}  // namespace dnslint::cel
