// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// One frame of a compressed report.
struct packed_frame {
   std::uint32_t compressed = 0;        // bytes
   std::uint32_t content = 0;           // bytes
   std::vector<std::uint32_t> domains;  // keys of the domains in it

   bool operator==(packed_frame const&) const = default;
};
using packed_frames = std::vector<packed_frame>;

// By what a domain is looked for. Two domains may have the same one.
std::uint32_t domain_key(std::string_view domain);

// What stands behind the frames of a compressed report that is whole: a skippable frame that tells
// in which frame each domain is, and the seek table of Zstandard's seekable format, which counts
// the former as a frame, too.
std::string seek_table_of(packed_frames const& frames);

// How many bytes at the end of a file have its seek table, by the last bytes of the file; null if
// they are not those of a seek table.
constexpr std::size_t seek_table_footer = 9;
std::optional<std::size_t> seek_table_size(std::string_view end_of_file);

// The sizes of frames from a seek table's bytes, the last of which is the index of domains; null if
// they are no seek table.
std::optional<packed_frames> read_seek_table(std::string_view frame);
// Adds the domains of the frames from the content of the index. False if it is none of so many.
bool read_index(std::string_view content, packed_frames& into);

}  // namespace dnslint::report
