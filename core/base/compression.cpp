// SPDX-License-Identifier: Apache-2.0
#include "core/base/compression.hpp"

#include <algorithm>
#include <new>
#include <zstd.h>
#include <zstd_errors.h>

namespace dnslint::base {
namespace {

constexpr std::size_t skippable_head = 8;
constexpr int compression_level = 3;
// RFC 8878 section 3.1.1.1.2 recommends that decoders support 8 MiB at least.
constexpr int largest_window_log = 23;

void append_number(std::string& to, std::uint32_t n)
{
   for (unsigned shift = 0; shift != 32; shift += 8)
      to += static_cast<char>(n >> shift & 0xFFU);
}

}  // namespace

std::string skippable_frame(unsigned variant, std::string_view content)
{
   std::string frame;
   append_number(frame, ZSTD_MAGIC_SKIPPABLE_START + variant);
   append_number(frame, static_cast<std::uint32_t>(content.size()));
   return frame.append(content);
}

frame_extent frame_at_begin(std::string_view bytes)
{
   auto const size = ZSTD_findFrameCompressedSize(bytes.data(), bytes.size());
   if (ZSTD_isError(size) != 0) {
      auto const is_cut = ZSTD_getErrorCode(size) == ZSTD_error_srcSize_wrong;
      return {is_cut ? frame_kind::partial : frame_kind::none, 0};
   }
   auto const third = static_cast<unsigned char>(bytes[2]);
   auto const is_skippable = third == (ZSTD_MAGIC_SKIPPABLE_START >> 16U & 0xFFU);
   return {is_skippable ? frame_kind::skippable : frame_kind::compressed, size};
}

std::string_view content_of_skippable(std::string_view frame)
{
   return frame.substr(std::min(skippable_head, frame.size()));
}

compressor::compressor()
: context_{ZSTD_createCCtx()}
{
   if (context_ == nullptr)
      throw std::bad_alloc{};
   ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, compression_level);
   ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
}

compressor::~compressor()
{
   ZSTD_freeCCtx(context_);
}

std::string compressor::frame(std::string_view content)
{
   std::string made(ZSTD_compressBound(content.size()), '\0');
   auto const size =
      ZSTD_compress2(context_, made.data(), made.size(), content.data(), content.size());
   if (ZSTD_isError(size) != 0)  // there is room for the longest frame
      throw std::bad_alloc{};
   made.resize(size);
   return made;
}

decompressor::decompressor()
: context_{ZSTD_createDCtx()}
{
   if (context_ == nullptr)
      throw std::bad_alloc{};
   ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, largest_window_log);
}

decompressor::~decompressor()
{
   ZSTD_freeDCtx(context_);
}

// Nothing that the frame claims is believed: its content grows as it is read.
std::optional<std::string> decompressor::content(std::string_view frame, std::size_t most)
{
   ZSTD_DCtx_reset(context_, ZSTD_reset_session_only);
   std::string text;
   ZSTD_inBuffer in{frame.data(), frame.size(), 0};
   auto const step = ZSTD_DStreamOutSize();
   for (;;) {
      auto const had = text.size();
      text.resize(std::min(had + step, most + 1));
      ZSTD_outBuffer out{text.data() + had, text.size() - had, 0};
      auto const left = ZSTD_decompressStream(context_, &out, &in);
      text.resize(had + out.pos);
      if (ZSTD_isError(left) != 0 || text.size() > most)
         return std::nullopt;
      if (left == 0)
         return text;
      if (in.pos == in.size && out.pos < out.size)
         return std::nullopt;
   }
}

}  // namespace dnslint::base
