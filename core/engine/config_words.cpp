// SPDX-License-Identifier: Apache-2.0
#include "core/engine/config_words.hpp"

#include "core/resolver/transport/cares_source.hpp"

#include <charconv>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace dnslint::engine {
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

std::string time_text(std::chrono::sys_seconds when)
{
   return fmt::format(
      "{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(when)));
}

std::optional<std::chrono::sys_seconds> time_from_text(std::string_view text)
{
   auto const date = date_of(text);
   auto const time = text.size() > 10 ? time_of_day(text.substr(10)) : std::chrono::seconds{0};
   if (!date || !time)
      return std::nullopt;
   return std::chrono::sys_seconds{*date} + *time;
}

std::string_view to_text(resolver::send_mode mode)
{
   return mode == resolver::send_mode::spread ? "spread" : "offload";
}

std::optional<resolver::send_mode> send_mode_from_text(std::string_view text)
{
   for (auto const mode : {resolver::send_mode::spread, resolver::send_mode::offload})
      if (text == to_text(mode))
         return mode;
   return std::nullopt;
}

}  // namespace dnslint::engine
