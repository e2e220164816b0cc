// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/option_values.hpp"

#include "core/engine/config_words.hpp"
#include "core/lab/lab.hpp"

#include <charconv>
#include <fmt/format.h>

namespace dnslint::command {

base::result<std::int64_t> integer_value(
   std::string_view option, std::string_view text, engine::number_range const& allowed)
{
   std::int64_t value = 0;
   auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
   if (error != std::errc{} || end != text.data() + text.size() || !allowed.holds(value))
      return base::error(fmt::format(
         "{} {}: this must be a whole number from {} to {}",
         option,
         text,
         allowed.least,
         allowed.most));
   return value;
}

base::result<double> share_value(std::string_view option, std::string_view text)
{
   auto const is_percentage = text.ends_with('%');
   auto const digits = text.substr(0, text.size() - (is_percentage ? 1 : 0));
   double value = 0;
   auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
   auto const share = is_percentage ? value / 100 : value;
   bool const is_number = error == std::errc{} && end == digits.data() + digits.size();
   if (!is_number || !(share >= 0 && share <= 1))
      return base::error(
         fmt::format("{} {}: this must be a share from 0 to 1", option, text),
         "write it as 0.05 or 5%");
   return share;
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
   auto const time = engine::time_from_text(text);
   if (!time)
      return base::error(
         fmt::format("{} {}: this is no time", option, text),
         "write it as 2026-01-31T12:00:00Z or 2026-01-31");
   return *time;
}

base::result<resolver::send_mode> send_mode_value(std::string_view text)
{
   auto const mode = engine::send_mode_from_text(text);
   if (!mode)
      return base::error(
         fmt::format("--send-mode {}: there is no such mode", text), "it is spread or offload");
   return *mode;
}

base::result<std::pair<std::uint32_t, std::uint32_t>> shard_value(std::string_view text)
{
   constexpr auto allowed = engine::list_identity::shards_range;
   auto const slash = text.find('/');
   if (slash == std::string_view::npos)
      return base::error(
         fmt::format("--shard {}: there is no '/'", text), "write --shard 2/5 for the second of 5");
   auto const of = integer_value("--shard", text.substr(slash + 1), allowed);
   if (!of)
      return of.errors();
   auto const which = integer_value("--shard", text.substr(0, slash), {allowed.least, *of});
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
