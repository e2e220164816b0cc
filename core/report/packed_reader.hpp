// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/compression.hpp"
#include "core/report/seek_table.hpp"

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <utility>

namespace dnslint::report {

// No frame of ours comes near it, and none may give more.
constexpr std::size_t most_frame_content = std::size_t{64} << 20U;

// Whether a file that begins so is compressed.
bool is_packed(std::string_view beginning);

// Reads the frames of a compressed report from its start. The file may be anybody's: what is no
// frame, is damaged, or gives too much is passed over and counted. Borrows the stream.
class packed_reader {
public:
   explicit packed_reader(std::istream& in);

   // Whether there was another frame with content.
   bool next();
   // Of that frame.
   std::string const& lines() const noexcept { return lines_; }
   std::uint64_t end() const noexcept { return read_; }  // where it ends in the file
   // The frames so far, skippable ones included.
   packed_frames const& frames() const noexcept { return frames_; }

   // Bytes that have been passed over since the last call.
   std::uint64_t take_passed_over() { return std::exchange(passed_over_, 0); }

private:
   bool fill();
   bool has_frame(base::frame_extent& extent);
   bool take(base::frame_extent const& extent);
   void pass_over();
   void drop(std::size_t bytes);

   std::istream* in_;
   base::decompressor decompressor_;
   std::string buffer_;
   std::size_t at_ = 0;      // in the buffer
   std::uint64_t read_ = 0;  // in the file
   std::string lines_;
   packed_frames frames_;
   std::uint64_t passed_over_ = 0;
};

}  // namespace dnslint::report
