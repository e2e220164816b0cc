// SPDX-License-Identifier: Apache-2.0
#include "core/cel/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <limits>

namespace dnslint::cel {
namespace {

// Counts nanoseconds of 20,000 years and more.
__extension__ using wide = __int128;

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t first_second = -62'135'596'800;
constexpr std::int64_t last_second = 253'402'300'799;

template <class T>
struct range;
template <>
struct range<duration> {
   static constexpr wide least = std::numeric_limits<std::int64_t>::min();
   static constexpr wide most = std::numeric_limits<std::int64_t>::max();
};
template <>
struct range<timestamp> {
   static constexpr wide least = wide{first_second} * nanoseconds_per_second;
   static constexpr wide most = (wide{last_second} + 1) * nanoseconds_per_second - 1;
};

template <class T>
wide count_of(T const& t)
{
   return wide{t.seconds} * nanoseconds_per_second + t.nanoseconds;
}

template <class T>
std::optional<T> made(wide count)
{
   if (count < range<T>::least || count > range<T>::most)
      return std::nullopt;
   auto seconds = count / nanoseconds_per_second;
   auto rest = count % nanoseconds_per_second;
   if (rest < 0) {
      rest += nanoseconds_per_second;
      --seconds;
   }
   return T{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(rest)};
}

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
   int number = 0;
   auto const part = text.substr(std::min(at, text.size()), count);
   if (part.size() != count || !std::ranges::all_of(part, is_digit))
      return std::nullopt;
   std::from_chars(part.data(), part.data() + part.size(), number);
   return number;
}

// The fraction of a second at the front of `text`, cut to nanoseconds; it is removed.
std::optional<std::int32_t> take_fraction(std::string_view& text)
{
   if (!text.starts_with('.'))
      return 0;
   auto const end = std::min(text.find_first_not_of("0123456789", 1), text.size());
   if (end == 1)
      return std::nullopt;
   std::string billionths{text.substr(1, std::min<std::size_t>(end - 1, 9))};
   billionths.resize(9, '0');
   text.remove_prefix(end);
   return digits(billionths, 0, 9);
}

// RFC 3339 section 5.6, time-offset, in seconds.
std::optional<int> offset_from_utc(std::string_view text)
{
   if (text == "Z" || text == "z")
      return 0;
   auto const hour = digits(text, 1, 2);
   auto const minute = digits(text, 4, 2);
   bool const is_signed = text.starts_with('+') || text.starts_with('-');
   if (
      text.size() != 6 || !is_signed || text[3] != ':' || !hour || !minute || *hour > 23 ||
      *minute > 59)
      return std::nullopt;
   auto const offset = *hour * 3600 + *minute * 60;
   return text[0] == '-' ? -offset : offset;
}

std::optional<std::chrono::sys_days> day(std::string_view text)
{
   auto const y = digits(text, 0, 4);
   auto const m = digits(text, 5, 2);
   auto const d = digits(text, 8, 2);
   if (!y || !m || !d || *y == 0 || text[4] != '-' || text[7] != '-')
      return std::nullopt;
   std::chrono::year_month_day const date{
      std::chrono::year{*y},
      std::chrono::month{static_cast<unsigned>(*m)},
      std::chrono::day{static_cast<unsigned>(*d)}};
   return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

struct unit {
   std::string_view name;
   std::int64_t nanoseconds;
};

// The longer names first.
constexpr std::array units{
   unit{"ms", 1'000'000},
   unit{"us", 1000},
   unit{"\xc2\xb5s", 1000},
   unit{"ns", 1},
   unit{"h", 3600 * nanoseconds_per_second},
   unit{"m", 60 * nanoseconds_per_second},
   unit{"s", nanoseconds_per_second}};

std::int64_t take_unit(std::string_view& text)
{
   for (auto const& u : units)
      if (text.starts_with(u.name)) {
         text.remove_prefix(u.name.size());
         return u.nanoseconds;
      }
   return 0;
}

// The digits at the front as a number of 64 bits; they are removed. None are 0.
std::optional<std::int64_t> take_digits(std::string_view& text, std::size_t& length)
{
   length = std::min(text.find_first_not_of("0123456789"), text.size());
   std::int64_t number = 0;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + length, number);
   if (failed == std::errc::result_out_of_range)
      return std::nullopt;
   text.remove_prefix(length);
   return number;
}

// In digits; 10 to this power times the nanoseconds of an hour fits into 128 bits.
constexpr std::size_t longest_fraction = 19;

// One number with its unit, "1.5h", in nanoseconds.
std::optional<wide> take_part(std::string_view& text)
{
   std::size_t whole_length = 0;
   std::size_t fraction_length = 0;
   auto const whole = take_digits(text, whole_length);
   std::optional<std::int64_t> fraction = 0;
   if (text.starts_with('.')) {
      text.remove_prefix(1);
      fraction = take_digits(text, fraction_length);
   }
   auto const nanoseconds = take_unit(text);
   if (!whole || !fraction || nanoseconds == 0 || whole_length + fraction_length == 0)
      return std::nullopt;
   if (fraction_length > longest_fraction)
      return std::nullopt;
   wide divisor = 1;
   for (std::size_t i = 0; i != fraction_length; ++i)
      divisor *= 10;
   return wide{*whole} * nanoseconds + wide{*fraction} * nanoseconds / divisor;
}

std::string with_fraction(std::string text, std::int64_t nanoseconds)
{
   if (nanoseconds == 0)
      return text;
   text += fmt::format(".{:09}", nanoseconds);
   text.erase(text.find_last_not_of('0') + 1);
   return text;
}

}  // namespace

std::optional<duration> sum(duration const& a, duration const& b)
{
   return made<duration>(count_of(a) + count_of(b));
}

std::optional<duration> difference(duration const& a, duration const& b)
{
   return made<duration>(count_of(a) - count_of(b));
}

std::optional<timestamp> sum(timestamp const& a, duration const& b)
{
   return made<timestamp>(count_of(a) + count_of(b));
}

std::optional<timestamp> difference(timestamp const& a, duration const& b)
{
   return made<timestamp>(count_of(a) - count_of(b));
}

std::optional<duration> difference(timestamp const& a, timestamp const& b)
{
   return made<duration>(count_of(a) - count_of(b));
}

std::optional<duration> negated(duration const& d)
{
   return made<duration>(-count_of(d));
}

std::optional<timestamp> timestamp_at(std::int64_t seconds_since_1970)
{
   return made<timestamp>(wide{seconds_since_1970} * nanoseconds_per_second);
}

std::optional<duration> duration_from_text(std::string_view text)
{
   bool const negative = text.starts_with('-');
   if (negative || text.starts_with('+'))
      text.remove_prefix(1);
   if (text == "0")
      return duration{};
   wide total = 0;
   bool any = false;
   for (; !text.empty(); any = true) {
      auto const part = take_part(text);
      if (!part || (total += *part) > -range<duration>::least)
         return std::nullopt;
   }
   return any ? made<duration>(negative ? -total : total) : std::nullopt;
}

std::optional<timestamp> timestamp_from_text(std::string_view text)
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
   wide const seconds = wide{on->time_since_epoch().count()} * 86'400 + wide{*hour} * 3600 +
                        wide{*minute} * 60 + *second - *offset;
   return made<timestamp>(seconds * nanoseconds_per_second + *fraction);
}

std::string to_text(duration const& d)
{
   auto const count = count_of(d);
   auto const magnitude = count < 0 ? -count : count;
   return with_fraction(
             fmt::format(
                "{}{}",
                count < 0 ? "-" : "",
                static_cast<std::int64_t>(magnitude / nanoseconds_per_second)),
             static_cast<std::int64_t>(magnitude % nanoseconds_per_second)) +
          "s";
}

std::string to_text(timestamp const& t)
{
   std::chrono::sys_seconds const when{std::chrono::seconds{t.seconds}};
   auto const on = std::chrono::floor<std::chrono::days>(when);
   std::chrono::year_month_day const ymd{on};
   std::chrono::hh_mm_ss const time{when - on};
   return with_fraction(
             fmt::format(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
                static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()),
                time.hours().count(),
                time.minutes().count(),
                time.seconds().count()),
             t.nanoseconds) +
          "Z";
}

}  // namespace dnslint::cel
