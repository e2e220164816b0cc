// SPDX-License-Identifier: Apache-2.0
// Any bytes as a packed report: each frame that is read is bounded, frames and what is passed over
// make up the file, and a seek table is read as it is written.
#include "core/report/packed_reader.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>
#include <numeric>
#include <sstream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   using namespace dnslint::report;
   std::string const bytes{reinterpret_cast<char const*>(data), size};
   std::istringstream in{bytes};
   packed_reader reader{in};
   while (reader.next()) {
      require(reader.lines().size() <= most_frame_content, "a frame is bounded");
      require(reader.end() <= size, "a frame ends in the file");
   }
   auto const in_frames = std::accumulate(
      reader.frames().begin(),
      reader.frames().end(),
      std::uint64_t{0},
      [](auto sum, auto const& f) {
         return sum + f.compressed;
      });
   require(in_frames + reader.take_passed_over() == size, "every byte is read once");
   if (auto const frames = read_seek_table(bytes))
      require(seek_table_size(bytes) == size, "a table is all of its bytes");
   packed_frames indexed(size % 8);
   if (read_index(bytes, indexed))
      require(
         !indexed.empty() && indexed.back().domains.empty(), "the index has no domains of its own");
   return 0;
}
