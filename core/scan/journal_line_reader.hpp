// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace dnslint::scan {

// Lines from any file. The last one may lack its newline; of one that is too long only the
// beginning is kept.
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

private:
   bool fill();

   std::ifstream in_;
   std::string buffer_;
   std::size_t at_ = 0;
   std::string line_;
   std::uint64_t size_ = 0;
   bool ended_ = false;
};

}  // namespace dnslint::scan
