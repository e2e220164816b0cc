// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

// When a place's clocks are how far from UTC: the content of a TZif file (RFC 8536).
class time_zone {
public:
   // Null when the bytes are no such file of version 2 or later.
   static std::optional<time_zone> parse(std::string_view bytes);

   // In seconds, east of UTC is positive.
   std::int64_t offset_at(std::int64_t seconds_since_1970) const;

private:
   // A day of daylight saving's begin or end, "M10.1.0/2".
   struct yearly_change {
      int month = 0;
      int week = 0;
      int day_of_week = 0;
      std::int64_t time = 7200;  // seconds from midnight
   };
   // What holds behind the last transition (RFC 8536 section 3.3, the footer).
   struct tail {
      std::int64_t standard = 0;
      std::int64_t daylight = 0;
      std::optional<yearly_change> begin;  // of daylight saving; null without it
      yearly_change end;
   };
   struct transition {
      std::int64_t at = 0;
      std::int64_t offset = 0;
   };
   class footer_reader;

   static std::int64_t moment_of(
      yearly_change const& c, std::int64_t day_of_any_time, std::int64_t offset);
   std::int64_t offset_by_tail(std::int64_t when) const;

   std::int64_t first_offset_ = 0;
   std::vector<transition> transitions_;
   std::optional<tail> tail_;
};

// "UTC", "+02:00", "-08:30", "02:00", or a name of the system's zone files, "Europe/Berlin". Null
// for what is none. Each thread reads a zone once, and keeps 1,000 of them at most.
std::optional<std::int64_t> zone_offset(std::string_view zone, std::int64_t seconds_since_1970);

}  // namespace dnslint::cel
