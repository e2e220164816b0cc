// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/phase_watch.hpp"
#include "core/scan/board.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::scan {

// Notes on the board which plugin code runs, and how long each probe's code ran. Ends a process that
// plugin code has forked when that code returns there: it is not a worker. Borrows the board.
class board_watch final : public plugin::phase_watch {
public:
   explicit board_watch(board& on);
   void has_probes(std::size_t count) { time_.assign(count, 0); }
   ~board_watch() override;

   void enter(std::uint64_t domain, std::uint32_t probe) noexcept override;
   void leave() noexcept override;
   void loading(std::string const& file) noexcept;
   void loaded() noexcept;

   // Nanoseconds within each probe's code.
   std::vector<std::uint64_t> const& time_of_probes() const noexcept { return time_; }

private:
   using clock = std::chrono::steady_clock;

   board& on_;
   std::vector<std::uint64_t> time_;
   clock::time_point entered_;
   std::uint32_t probe_ = 0;
   bool* is_worker_ = nullptr;  // on a page that is zero in a forked process
};

std::uint64_t digest_of_file(std::string const& file) noexcept;  // of its name, for the board

}  // namespace dnslint::scan
