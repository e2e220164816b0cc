// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// A span of time: `seconds` rounded down, and 0 to 999,999,999 nanoseconds more. Its nanoseconds
// fit into 64 bits (CEL's definition, "Overflow"), so that it is at most about 292 years.
struct duration {
   std::int64_t seconds = 0;
   std::int32_t nanoseconds = 0;
   auto operator<=>(duration const&) const = default;
};

// A time since 1970 in UTC, in the years 1 to 9999 (google.protobuf.Timestamp); in parts as above.
struct timestamp {
   std::int64_t seconds = 0;
   std::int32_t nanoseconds = 0;
   auto operator<=>(timestamp const&) const = default;
};

// Null when out of range.
std::optional<duration> sum(duration const& a, duration const& b);
std::optional<duration> difference(duration const& a, duration const& b);
std::optional<timestamp> sum(timestamp const& a, duration const& b);
std::optional<timestamp> difference(timestamp const& a, duration const& b);
std::optional<duration> difference(timestamp const& a, timestamp const& b);
std::optional<duration> negated(duration const& d);
std::optional<timestamp> timestamp_at(std::int64_t seconds_since_1970);

// "1h30m", "-1.5s", "0": numbers with units h, m, s, ms, us, ns.
std::optional<duration> duration_from_text(std::string_view text);
// RFC 3339 section 5.6, date-time.
std::optional<timestamp> timestamp_from_text(std::string_view text);

// "90s", "0.5s"; "2026-01-31T00:00:00Z".
std::string to_text(duration const& d);
std::string to_text(timestamp const& t);

}  // namespace dnslint::cel
