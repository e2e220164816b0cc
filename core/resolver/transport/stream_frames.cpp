// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_frames.hpp"

#include <algorithm>
#include <cstdint>

namespace dnslint::resolver {

namespace {

constexpr std::size_t length_size = 2;
constexpr std::size_t usual_capacity = std::size_t{16} << 10U;

}  // namespace

void append_frame(std::string& to, std::string_view message)
{
   to += static_cast<char>(message.size() >> 8U);
   to += static_cast<char>(message.size() & 0xffU);
   to += message;
}

std::optional<std::size_t> framed_size(std::string_view bytes) noexcept
{
   if (bytes.size() < length_size)
      return std::nullopt;
   auto const high = static_cast<std::uint8_t>(bytes[0]);
   auto const low = static_cast<std::uint8_t>(bytes[1]);
   return length_size + (std::size_t{high} << 8U | low);
}

std::span<char> frame_reader::room()
{
   auto const needed = std::max(framed_size(unread()).value_or(0), usual_capacity);
   if (begin_ != 0) {
      std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
      end_ -= begin_;
      begin_ = 0;
   }
   if (buffer_.size() < needed)
      buffer_.resize(needed);
   return std::span{buffer_}.subspan(end_);
}

void frame_reader::filled(std::size_t count) noexcept
{
   end_ += count;
}

std::optional<std::string_view> frame_reader::next() noexcept
{
   auto const bytes = unread();
   auto const size = framed_size(bytes);
   if (!size || bytes.size() < *size)
      return std::nullopt;
   begin_ += *size;
   return bytes.substr(length_size, *size - length_size);
}

}  // namespace dnslint::resolver
