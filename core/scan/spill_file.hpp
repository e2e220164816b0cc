// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// Keeps texts on the disk until they are taken: a file without a name, which goes away with the
// process. It is cut into segments. A segment whose texts have all been taken is used again, so
// that the file is no larger than what waits in it at once.
class spill_file {
public:
   struct limits {
      std::size_t segment = std::size_t{4} << 20U;  // bytes; no text may be longer
      std::size_t segments = 256;
   };
   struct place {
      std::uint64_t offset = 0;
      std::uint32_t size = 0;
   };

   // The file is made in `folder` when the first text comes.
   spill_file(std::string folder, limits const& bounds);
   spill_file(spill_file const&) = delete;
   spill_file& operator=(spill_file const&) = delete;
   ~spill_file();

   // Returns null if there is no room for the text, or the file cannot be written.
   std::optional<place> put(std::string_view text);
   // Returns the text, which is in the file no more; null if it cannot be read.
   std::optional<std::string> take(place const& from);
   // Whether a text of usual size would be refused.
   bool is_full() const noexcept { return is_broken_ || (free_.empty() && !may_grow()); }

private:
   bool may_grow() const noexcept { return live_.size() < bounds_.segments; }
   bool is_open();
   bool has_room(std::size_t size);
   void taken_from(std::size_t segment);

   std::string folder_;
   limits bounds_;
   int file_ = -1;
   bool is_broken_ = false;
   std::vector<std::uint32_t> live_;  // texts in each segment
   std::vector<std::size_t> free_;    // segments
   std::size_t current_ = 0;          // the segment that is being filled
   std::size_t filled_ = 0;           // bytes of it
};

}  // namespace dnslint::scan
