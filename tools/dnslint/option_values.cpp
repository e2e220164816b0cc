// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/option_values.hpp"

#include "core/lab/lab.hpp"

#include <charconv>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <optional>

namespace dnslint::command {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
   if (at + count > text.size())
      return std::nullopt;
   int value = 0;
   auto const* const begin = text.data() + at;
   auto const [end, error] = std::from_chars(begin, begin + count, value);
   return error == std::errc{} && end == begin + count && *begin != '-' ? std::optional{value}
                                                                        : std::nullopt;
}

std::optional<std::chrono::sys_days> date_of(std::string_view text)
{
   auto const year = digits(text, 0, 4);
   auto const month = digits(text, 5, 2);
   auto const day = digits(text, 8, 2);
   if (!year || !month || !day || text[4] != '-' || text[7] != '-')
      return std::nullopt;
   std::chrono::year_month_day const date{
      std::chrono::year{*year},
      std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
   return date.ok() ? std::optional{std::chrono::sys_days{date}} : std::nullopt;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text)
{
   auto const hour = digits(text, 1, 2);
   auto const minute = digits(text, 4, 2);
   auto const second = digits(text, 7, 2);
   if (
      text.size() != 10 || !hour || !minute || !second || text[0] != 'T' || text[3] != ':' ||
      text[6] != ':' || text[9] != 'Z' || *hour > 23 || *minute > 59 || *second > 59)
      return std::nullopt;
   return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

}  // namespace

base::result<std::int64_t> integer_value(
   std::string_view option, std::string_view text, std::int64_t least, std::int64_t most)
{
   std::int64_t value = 0;
   auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
   if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
      return base::error(fmt::format(
         "{} {}: this must be a whole number from {} to {}", option, text, least, most));
   return value;
}

base::result<std::chrono::milliseconds> duration_value(
   std::string_view option, std::string_view text, std::chrono::milliseconds least)
{
   auto const value = resolver::duration_from_text(text);
   if (!value || *value < least)
      return base::error(
         fmt::format(
            "{} {}: this must be a duration of at least {} ms", option, text, least.count()),
         "write it as 300ms, 5s or 2m");
   return *value;
}

base::result<std::chrono::sys_seconds> time_value(std::string_view option, std::string_view text)
{
   auto const date = date_of(text);
   auto const time = text.size() > 10 ? time_of_day(text.substr(10)) : std::chrono::seconds{0};
   if (!date || !time)
      return base::error(
         fmt::format("{} {}: this is no time", option, text),
         "write it as 2026-01-31T12:00:00Z or 2026-01-31");
   return std::chrono::sys_seconds{*date} + *time;
}

std::string time_text(std::chrono::sys_seconds when)
{
   return fmt::format(
      "{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(when)));
}

base::result<resolver::send_mode> send_mode_value(std::string_view text)
{
   if (text == "spread")
      return resolver::send_mode::spread;
   if (text == "offload")
      return resolver::send_mode::offload;
   return base::error(
      fmt::format("--send-mode {}: there is no such mode", text), "it is spread or offload");
}

base::result<std::pair<std::uint32_t, std::uint32_t>> shard_value(std::string_view text)
{
   constexpr std::int64_t most = 1'000'000;
   auto const slash = text.find('/');
   if (slash == std::string_view::npos)
      return base::error(
         fmt::format("--shard {}: there is no '/'", text), "write --shard 2/5 for the second of 5");
   auto const of = integer_value("--shard", text.substr(slash + 1), 1, most);
   if (!of)
      return of.errors();
   auto const which = integer_value("--shard", text.substr(0, slash), 1, *of);
   if (!which)
      return which.errors();
   return std::pair{static_cast<std::uint32_t>(*which), static_cast<std::uint32_t>(*of)};
}

std::vector<std::string> comma_list(std::string_view text)
{
   std::vector<std::string> parts;
   while (!text.empty()) {
      auto const comma = text.find(',');
      if (auto const part = text.substr(0, comma); !part.empty())
         parts.emplace_back(part);
      text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
   }
   return parts;
}

}  // namespace dnslint::command
