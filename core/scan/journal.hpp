// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/base/result.hpp"
#include "core/report/line_packer.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::scan {

// A file of finished domains, one checked line each (core/report/line.hpp), that only grows: what
// is written stays, whatever happens to the process or the machine. Lines are gathered, and written
// and brought to the disk together, once a second or when there are many. A packed journal has
// compressed frames of lines, and what is brought to the disk ends a frame. Owns its file.
class journal {
public:
   using clock = std::chrono::steady_clock;

   // An existing file loses what it has beyond `keep` bytes.
   static base::result<journal> open(std::string const& path, std::uint64_t keep);
   // A packed one, of which the file has these frames.
   static base::result<journal> open_packed(
      std::string const& path, std::uint64_t keep, report::packed_frames before);
   journal(journal&& from) noexcept;
   journal& operator=(journal&&) = delete;
   ~journal();

   // The line with its newline.
   void append(std::string_view line);
   // Writes what has waited long enough; to be called now and then.
   void tick(clock::time_point now);
   // Writes what waits, to the disk.
   void flush();
   // Nothing more comes: writes what waits, and the seek table of a packed journal.
   void end();

   std::uint64_t size() const noexcept { return size_; }  // as it was flushed
   // Of a packed journal.
   report::packed_frames frames() const;

   // Why nothing can be written any more; the file ends in a whole line. What is appended from then
   // on is lost.
   std::optional<base::diagnostic> const& failure() const noexcept { return failure_; }

private:
   journal(std::string path, int file, std::uint64_t size);
   std::size_t write_all();
   bool has_waiting() const;
   void fail(int why, std::size_t written);

   std::string path_;
   int file_ = -1;
   std::uint64_t size_ = 0;  // of the file, up to its last whole line
   std::string waiting_;
   std::unique_ptr<report::line_packer> packer_;  // null: lines are written as they are
   clock::time_point flushed_;
   std::optional<base::diagnostic> failure_;
};

}  // namespace dnslint::scan
