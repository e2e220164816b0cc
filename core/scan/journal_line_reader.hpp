// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/packed_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::scan {

// Lines from any file, which may be packed. The last one may lack its newline; of one that is too
// long only the beginning is kept.
class journal_line_reader {
public:
   explicit journal_line_reader(std::string const& path);

   bool opened() const { return in_.is_open(); }
   bool failed() const { return in_.bad(); }
   bool next();

   std::string_view line() const { return line_; }  // without its newline
   std::uint64_t size() const { return size_; }     // with it
   // Whether it ends in its checksum and a newline.
   bool is_whole() const;

   bool is_packed() const { return packed_.has_value(); }
   // Where the file can be cut behind this line; null within a frame.
   std::optional<std::uint64_t> cut() const;
   // Of a packed file, so far.
   report::packed_frames frames() const;
   // Bytes of no frame, or of a damaged one, that were passed over since the last call.
   std::uint64_t take_passed_over() { return packed_ ? packed_->take_passed_over() : 0; }

private:
   bool fill();
   bool fill_from_frame();

   std::ifstream in_;
   std::optional<report::packed_reader> packed_;
   std::string buffer_;
   std::size_t at_ = 0;
   std::string line_;
   std::uint64_t size_ = 0;
   std::uint64_t offset_ = 0;  // behind the line
   bool ended_ = false;
};

// Whether a run of ours may have begun this file.
bool may_be_ours(std::string const& path);

}  // namespace dnslint::scan
