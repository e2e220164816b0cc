// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/report/line.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// Which records of a journal are withdrawn by its lines on upstreams that were dropped: those that
// rest on their answers. Records are told by their place, and every line that begins as a domain's
// has one, damaged or not. Where the places have changed since such a line was written, all records
// above it are withdrawn.
class withdrawals {
public:
   // Reads the journal for these lines alone.
   static base::result<withdrawals> read(std::string const& path);

   // To be asked about each line of the file in turn.
   bool is_withdrawn(std::string_view line);
   // What was dropped, without repetitions, in the order of the lines.
   std::vector<report::dropped_upstream> const& dropped() const noexcept { return dropped_; }

private:
   void note(report::dropped_upstream d, std::uint64_t records);

   std::vector<report::dropped_upstream> dropped_;  // each without the records that it withdraws
   std::vector<report::dropped_upstream> lines_;
   std::uint64_t all_below_ = 0;  // records before this place are withdrawn
   std::uint64_t place_ = 0;
};

}  // namespace dnslint::scan
