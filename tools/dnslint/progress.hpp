// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/scan.hpp"

#include <chrono>

namespace dnslint::command {

// Says on standard error how far a list is: one live line on a terminal, else a line every 30 s.
// Nothing for runs that are over before that.
class progress {
public:
   explicit progress(bool quiet);
   void show(scan::totals const& t);
   void end();  // clears the live line

private:
   using clock = std::chrono::steady_clock;

   bool quiet_;
   bool terminal_;
   bool shown_ = false;
   clock::time_point began_;
   clock::time_point next_;
};

}  // namespace dnslint::command
