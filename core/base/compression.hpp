// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace dnslint::base {

// Zstandard frames (RFC 8878).

// The bytes of the skippable frame that holds `content` (RFC 8878 section 3.1.2); `variant` is 0 to
// 15.
std::string skippable_frame(unsigned variant, std::string_view content);

enum class frame_kind : std::uint8_t {
   compressed,
   skippable,
   partial,  // the text ends within a frame
   none      // no frame begins here
};
struct frame_extent {
   frame_kind kind = frame_kind::none;
   std::size_t size = 0;  // of a compressed or skippable frame
};
// What the text begins with.
frame_extent frame_at_begin(std::string_view bytes);

// A skippable frame's content.
std::string_view content_of_skippable(std::string_view frame);

// Makes frames that have a checksum and state how long their content is.
class compressor {
public:
   compressor();
   compressor(compressor const&) = delete;
   compressor& operator=(compressor const&) = delete;
   ~compressor();

   std::string frame(std::string_view content);

private:
   ZSTD_CCtx_s* context_;
};

class decompressor {
public:
   decompressor();
   decompressor(decompressor const&) = delete;
   decompressor& operator=(decompressor const&) = delete;
   ~decompressor();

   // The content of one compressed frame; null if it is damaged, or is longer than `most` bytes.
   std::optional<std::string> content(std::string_view frame, std::size_t most);

private:
   ZSTD_DCtx_s* context_;
};

}  // namespace dnslint::base
