// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/results.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace dnslint::command {

// Says on standard error how far a list is: one live line on a terminal, else a line every 30 s.
// Nothing for runs that are over before that.
class progress {
public:
   // `domains`: how many there are in all, about; 0: nobody knows.
   progress(bool quiet, std::size_t domains);
   // When it is time.
   void show(scan::totals const& t);
   void show_now(scan::totals const& t);
   void end();  // clears the live line

private:
   using clock = std::chrono::steady_clock;

   std::string line(scan::totals const& t) const;

   bool quiet_;
   std::size_t domains_;
   bool terminal_;
   bool shown_ = false;
   clock::time_point began_;
   clock::time_point next_;
};

}  // namespace dnslint::command
