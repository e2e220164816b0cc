// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/phase_watch.hpp"
#include "core/scan/board.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// Notes on the board which plugin code runs, and how long each probe's code ran. Ends a process
// that plugin code has forked when that code returns there: it is not a worker. Borrows the board.
class board_watch final : public plugin::phase_watch {
public:
   explicit board_watch(board& on);
   void has_probes(std::size_t count) { time_.assign(count, 0); }
   // A probe whose code has run so long on one domain ends the process. Zero: it may.
   void limit(std::chrono::nanoseconds most) noexcept { most_ = most; }
   ~board_watch() override;

   void enter(plugin::phase& p) noexcept override;
   void leave(plugin::phase& p) noexcept override;
   void loading(std::string const& file) noexcept;
   void loaded() noexcept;

   // The descriptors that are open now must stay open.
   void note_descriptors();
   // While it is careful, plugin code that has closed one of them ends the process before it is
   // left.
   void be_careful(bool careful) noexcept { careful_ = careful; }

   // Nanoseconds within each probe's code.
   std::vector<std::uint64_t> const& time_of_probes() const noexcept { return time_; }

private:
   struct descriptor {
      int number;
      std::uint64_t file;  // its inode
   };

   bool has_lost_descriptor() const noexcept;
   std::chrono::nanoseconds time_for(plugin::phase const& p) const noexcept;

   board& on_;
   std::vector<std::uint64_t> time_;
   std::chrono::nanoseconds entered_{0};
   std::chrono::nanoseconds most_{0};
   std::vector<descriptor> own_;
   bool careful_ = false;
   bool* is_worker_ = nullptr;  // on a page that is zero in a forked process
};

// What the watch ends a process for, by its exit status; "" for another.
std::string_view reason_of_exit(int status) noexcept;

std::uint64_t digest_of_file(std::string const& file) noexcept;  // of its name, for the board

}  // namespace dnslint::scan
