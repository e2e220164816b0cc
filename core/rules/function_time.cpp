// SPDX-License-Identifier: Apache-2.0
#include "core/rules/function.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace dnslint::rules {
namespace {

using std::chrono::milliseconds;

// The year 1 to the year 9999, as in CEL.
constexpr std::chrono::seconds first_second{-62135596800};
constexpr std::chrono::seconds last_second{253402300799};

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
   int number = 0;
   auto const part = text.substr(std::min(at, text.size()), count);
   auto const [end, failed] = std::from_chars(part.data(), part.data() + part.size(), number);
   bool const signed_part = part.starts_with('-');
   if (failed != std::errc{} || part.size() != count || end != part.data() + count || signed_part)
      return std::nullopt;
   return number;
}

// The fraction of a second at the front of `text`, cut to milliseconds; it is removed.
std::optional<milliseconds> take_fraction(std::string_view& text)
{
   if (!text.starts_with('.'))
      return milliseconds{0};
   auto const length = std::min(text.find_first_not_of("0123456789", 1), text.size()) - 1;
   if (length == 0 || length > 9)
      return std::nullopt;
   std::string thousandths{text.substr(1, std::min<std::size_t>(length, 3))};
   thousandths.resize(3, '0');
   text.remove_prefix(1 + length);
   return milliseconds{*digits(thousandths, 0, 3)};
}

// RFC 3339 section 5.6, time-offset.
std::optional<milliseconds> offset_from_utc(std::string_view text)
{
   if (text == "Z" || text == "z")
      return milliseconds{0};
   auto const hour = digits(text, 1, 2);
   auto const minute = digits(text, 4, 2);
   bool const signed_offset = text.starts_with('+') || text.starts_with('-');
   if (
      text.size() != 6 || !signed_offset || text[3] != ':' || !hour || !minute || *hour > 23 ||
      *minute > 59)
      return std::nullopt;
   auto const offset = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
   return text[0] == '-' ? -offset : offset;
}

std::optional<std::chrono::sys_days> day(std::string_view text)
{
   auto const y = digits(text, 0, 4);
   auto const m = digits(text, 5, 2);
   auto const d = digits(text, 8, 2);
   if (!y || !m || !d || *y == 0 || text[4] != '-' || text[7] != '-')
      return std::nullopt;
   std::chrono::year_month_day const date_read{
      std::chrono::year{*y},
      std::chrono::month{static_cast<unsigned>(*m)},
      std::chrono::day{static_cast<unsigned>(*d)}};
   return date_read.ok() ? std::optional{std::chrono::sys_days{date_read}} : std::nullopt;
}

// RFC 3339 section 5.6, date-time.
std::optional<value::instant> instant_from_text(std::string_view text)
{
   auto const on = day(text);
   auto const hour = digits(text, 11, 2);
   auto const minute = digits(text, 14, 2);
   auto const second = digits(text, 17, 2);
   if (!on || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
      return std::nullopt;
   if ((text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
      return std::nullopt;
   text.remove_prefix(19);
   auto const fraction = take_fraction(text);
   auto const offset = offset_from_utc(text);
   if (!fraction || !offset)
      return std::nullopt;
   return value::instant{*on} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
          std::chrono::seconds{*second} + *fraction - *offset;
}

struct unit {
   std::string_view name;
   double milliseconds;
};

// The longer names first.
constexpr std::array units{
   unit{"ms", 1},
   unit{"us", 1e-3},
   unit{"ns", 1e-6},
   unit{"h", 3'600'000},
   unit{"m", 60'000},
   unit{"s", 1000}};

std::optional<double> take_unit(std::string_view& text)
{
   for (auto const& u : units)
      if (text.starts_with(u.name)) {
         text.remove_prefix(u.name.size());
         return u.milliseconds;
      }
   return std::nullopt;
}

// "1h30m", "-1.5s": numbers with units.
std::optional<milliseconds> span_from_text(std::string_view text)
{
   bool const negative = text.starts_with('-');
   if (negative || text.starts_with('+'))
      text.remove_prefix(1);
   if (text == "0")
      return milliseconds{0};
   double total = 0;
   bool any = false;
   for (; !text.empty(); any = true) {
      double number = 0;
      auto const [end, failed] =
         std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
      if (failed != std::errc{} || text.starts_with('-'))
         return std::nullopt;
      text.remove_prefix(static_cast<std::size_t>(end - text.data()));
      auto const factor = take_unit(text);
      if (!factor)
         return std::nullopt;
      total += number * *factor;
   }
   // CEL bounds durations to about 10,000 years; NaN and infinity fail here, too.
   constexpr double most = 315'576'000'000'000.0;
   if (!any || !(total <= most))
      return std::nullopt;
   return milliseconds{static_cast<std::int64_t>(negative ? -total : total)};
}

value whole(std::int64_t number)
{
   return value{number};
}

value::instant when(std::span<value const> arguments)
{
   return arguments[0].get<value::instant>();
}

std::chrono::sys_days day_of(std::span<value const> arguments)
{
   return std::chrono::floor<std::chrono::days>(when(arguments));
}

std::chrono::year_month_day date_of(std::span<value const> arguments)
{
   return std::chrono::year_month_day{day_of(arguments)};
}

// Of a time: what is left of its day. Of a span: all of it.
milliseconds span_or_time_of_day(std::span<value const> arguments)
{
   if (arguments[0].is(kind::duration))
      return arguments[0].get<value::span_of_time>();
   return when(arguments) - day_of(arguments);
}

bool is_span(std::span<value const> arguments)
{
   return arguments[0].is(kind::duration);
}

}  // namespace

bool is_representable(value::instant when) noexcept
{
   auto const since_1970 = std::chrono::floor<std::chrono::seconds>(when.time_since_epoch());
   return since_1970 >= first_second && since_1970 <= last_second;
}

value timestamp_at(std::chrono::seconds since_1970)
{
   if (since_1970 < first_second || since_1970 > last_second)
      return value::error("the time is not between the years 1 and 9999");
   return value{value::instant{since_1970}};
}

value to_timestamp(std::span<value const> arguments, budget&)
{
   auto const& v = arguments[0];
   if (v.is(kind::timestamp))
      return v;
   if (v.is(kind::integer))
      return timestamp_at(std::chrono::seconds{v.get<std::int64_t>()});
   auto const read = instant_from_text(v.characters());
   return read ? value{*read} : value::error("not a time as in 2026-01-31T00:00:00Z");
}

value to_duration(std::span<value const> arguments, budget& cost)
{
   if (is_span(arguments))
      return arguments[0];
   cost.spend(arguments[0].characters().size());
   auto const read = span_from_text(arguments[0].characters());
   return read ? value{*read} : value::error("not a duration as in 36h, 90s or 1h30m");
}

value full_year(std::span<value const> arguments, budget&)
{
   return whole(static_cast<int>(date_of(arguments).year()));
}

value month(std::span<value const> arguments, budget&)
{
   return whole(static_cast<unsigned>(date_of(arguments).month()) - 1);
}

value date(std::span<value const> arguments, budget&)
{
   return whole(static_cast<unsigned>(date_of(arguments).day()));
}

value day_of_month(std::span<value const> arguments, budget&)
{
   return whole(static_cast<unsigned>(date_of(arguments).day()) - 1);
}

value day_of_week(std::span<value const> arguments, budget&)
{
   return whole(std::chrono::weekday{day_of(arguments)}.c_encoding());
}

value day_of_year(std::span<value const> arguments, budget&)
{
   std::chrono::sys_days const new_year =
      date_of(arguments).year() / std::chrono::January / std::chrono::day{1};
   return whole((day_of(arguments) - new_year).count());
}

value hours(std::span<value const> arguments, budget&)
{
   return whole(
      std::chrono::duration_cast<std::chrono::hours>(span_or_time_of_day(arguments)).count());
}

value minutes(std::span<value const> arguments, budget&)
{
   auto const all =
      std::chrono::duration_cast<std::chrono::minutes>(span_or_time_of_day(arguments)).count();
   return whole(is_span(arguments) ? all : all % 60);
}

value seconds(std::span<value const> arguments, budget&)
{
   auto const all =
      std::chrono::duration_cast<std::chrono::seconds>(span_or_time_of_day(arguments)).count();
   return whole(is_span(arguments) ? all : all % 60);
}

value milliseconds_part(std::span<value const> arguments, budget&)
{
   return whole(span_or_time_of_day(arguments).count() % 1000);
}

std::string to_text(value::span_of_time span)
{
   auto const count = span.count();
   if (count % 1000 == 0)
      return fmt::format("{}s", count / 1000);
   auto const* const sign = count < 0 ? "-" : "";
   auto const magnitude =
      count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
   auto text = fmt::format("{}{}.{:03}", sign, magnitude / 1000, magnitude % 1000);
   text.erase(text.find_last_not_of('0') + 1);
   return text + "s";
}

std::string to_text(value::instant when)
{
   auto const on = std::chrono::floor<std::chrono::days>(when);
   std::chrono::year_month_day const ymd{on};
   std::chrono::hh_mm_ss const time{when - on};
   auto text = fmt::format(
      "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
      static_cast<int>(ymd.year()),
      static_cast<unsigned>(ymd.month()),
      static_cast<unsigned>(ymd.day()),
      time.hours().count(),
      time.minutes().count(),
      time.seconds().count());
   if (auto const part = time.subseconds().count(); part != 0)
      text += fmt::format(".{:03}", part);
   return text + "Z";
}

}  // namespace dnslint::rules
