// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/phase_watch.hpp"
#include "core/scan/board.hpp"
#include "core/scan/process_settings.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::scan {

// Notes on the board which plugin code runs, and how long each probe's code ran. Ends the process
// when plugin code has harmed it (watch_reason), and a process that plugin code has forked when
// that code returns there: it is no worker. Borrows the board.
class board_watch final : public plugin::phase_watch {
public:
   explicit board_watch(board& on);
   void has_probes(std::size_t count) { time_.assign(count, 0); }
   // A probe whose code has run so long on one domain ends the process. Zero: it may.
   void limit(std::chrono::nanoseconds longest) noexcept { longest_ = longest; }
   ~board_watch() override;

   void enter(plugin::phase& p) noexcept override;
   void leave(plugin::phase& p) noexcept override;
   void loading(std::string const& file) noexcept;
   void loaded() noexcept;

   // The descriptors that are open now must stay open.
   void note_descriptors();
   // While it is careful, the process is looked at each time plugin code returns: its descriptors,
   // its memory and its settings.
   void be_careful(bool careful);
   // Looks at the settings of the process and at the descriptors that a worker is told. To be
   // called before the record of a domain is sent, so that none comes from a process that a plugin
   // changed.
   void look_at_settings() const noexcept;

   // Nanoseconds within each probe's code.
   std::vector<std::uint64_t> const& time_of_probes() const noexcept { return time_; }

private:
   struct descriptor {
      int number;
      std::uint64_t file;  // its inode
      int flags;           // whether reading waits, say
   };

   bool has_lost_descriptor(int highest) const noexcept;
   void look_at_process() const noexcept;
   std::chrono::nanoseconds time_for(plugin::phase const& p) const noexcept;

   board& on_;
   std::vector<std::uint64_t> time_;
   std::chrono::nanoseconds entered_{0};
   std::chrono::nanoseconds longest_{0};
   process_settings settings_ = process_settings::of_this_process();
   std::vector<descriptor> own_;
   bool careful_ = false;
   bool* is_worker_ = nullptr;  // on a page that is zero in a forked process
};

std::uint64_t digest_of_file(std::string const& file) noexcept;  // of its name, for the board

}  // namespace dnslint::scan
