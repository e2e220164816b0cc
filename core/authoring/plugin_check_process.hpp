// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace dnslint::authoring {

// What came of work that was done in a process of its own: what it said, or how it was lost.
struct contained {
   std::string said;
   std::string lost;  // "it was ended by SIGSEGV"; empty when it said everything
};

// Runs `work` in a forked process, at most this long and in at most most_case_memory, and gives the
// text that it returns. A crash, a hang, exit() and what it leaves running stay there. Must be
// called with no other thread running.
contained run_contained(
   std::function<std::string()> const& work, std::chrono::milliseconds time_limit);

constexpr unsigned long most_case_memory = 1UL << 30U;

}  // namespace dnslint::authoring
