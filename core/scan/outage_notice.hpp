// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <chrono>
#include <optional>

namespace dnslint::scan {

// What is told of an outage, in which no resolver answers anything and the list waits, and when it
// has lasted too long.
class outage_notice {
public:
   using duration = std::chrono::milliseconds;
   using wall_time = std::chrono::system_clock::time_point;

   explicit outage_notice(duration limit);

   // `silent`: for how long no resolver has answered; 0: there is no outage. Returns what is to be
   // told now: once when an outage has begun, and once when it is over.
   std::optional<base::diagnostic> look(duration silent, wall_time now);

   // When anything was heard for the last time; null when there is no outage.
   std::optional<wall_time> since() const noexcept { return since_; }
   bool is_over_limit() const noexcept { return is_over_limit_; }
   // What ended the run.
   base::diagnostic end() const;

private:
   duration limit_;
   std::optional<wall_time> since_;
   bool is_over_limit_ = false;
};

// "12:03:04 UTC"
std::string time_of_day(std::chrono::system_clock::time_point t);

}  // namespace dnslint::scan
