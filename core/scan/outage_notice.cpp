// SPDX-License-Identifier: Apache-2.0
#include "core/scan/outage_notice.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace dnslint::scan {
namespace {

std::string in_words(std::chrono::milliseconds time)
{
   auto const seconds = std::chrono::duration<double>(time).count();
   return seconds >= 120 ? fmt::format("{:.4g} minutes", seconds / 60)
                         : fmt::format("{:.4g} s", seconds);
}

}  // namespace

std::string time_of_day(std::chrono::system_clock::time_point t)
{
   return fmt::format("{:%H:%M:%S} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(t)));
}

outage_notice::outage_notice(duration limit)
: limit_{limit}
{}

std::optional<base::diagnostic> outage_notice::look(duration silent, wall_time now)
{
   if (silent == duration{0}) {
      if (!since_)
         return std::nullopt;
      since_.reset();
      return base::warning("a resolver answers again: the list goes on");
   }
   is_over_limit_ |= silent >= limit_;
   if (since_)
      return std::nullopt;
   since_ = now - silent;
   return base::warning(
      fmt::format(
         "no resolver has answered since {}: the list waits, and what is under way will begin anew",
         time_of_day(*since_)),
      fmt::format("an outage of {} ends the run; --outage-limit changes that", in_words(limit_)));
}

base::diagnostic outage_notice::end() const
{
   return base::error(
      fmt::format("no resolver has answered for {}: the run ends here", in_words(limit_)),
      "see whether the network and the resolvers work");
}

}  // namespace dnslint::scan
