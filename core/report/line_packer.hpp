// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/compression.hpp"
#include "core/report/seek_table.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace dnslint::report {

// Packs the lines of a report into compressed frames. Lines of domains are packed together, the
// line of the run and the summary each into a frame of its own.
class line_packer {
public:
   static constexpr std::size_t lines_in_frame = 64;

   line_packer() = default;
   // Goes on behind frames that are in the file already.
   explicit line_packer(packed_frames before);

   // Appends to `out` what is complete with this line, which ends in a newline.
   void add(std::string_view line, std::string& out);
   // Appends a frame of the lines that were added since the last one.
   void flush(std::string& out);
   // Appends the seek table.
   void end(std::string& out);

   bool has_lines() const noexcept { return !lines_.empty(); }
   packed_frames const& frames() const noexcept { return frames_; }

private:
   base::compressor compressor_;
   packed_frames frames_;
   std::string lines_;
   std::size_t count_ = 0;
};

// A frame's entry, by its size and its lines.
packed_frame entry_of(std::size_t compressed, std::string_view lines);

// What every packed report begins with: a skippable frame.
std::string_view packed_beginning();

}  // namespace dnslint::report
