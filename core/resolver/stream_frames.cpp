// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/stream_frames.hpp"

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

// Of the first message with its length, as far as that is known.
std::size_t frame_reader::first_size() const noexcept
{
   if (end_ - begin_ < length_size)
      return length_size;
   auto const high = static_cast<std::uint8_t>(buffer_[begin_]);
   auto const low = static_cast<std::uint8_t>(buffer_[begin_ + 1]);
   return length_size + (std::size_t{high} << 8U | low);
}

std::span<char> frame_reader::room()
{
   auto const needed = std::max(first_size(), usual_capacity);
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
   auto const size = first_size();
   if (end_ - begin_ < size)
      return std::nullopt;
   std::string_view const message{buffer_.data() + begin_ + length_size, size - length_size};
   begin_ += size;
   return message;
}

}  // namespace dnslint::resolver
