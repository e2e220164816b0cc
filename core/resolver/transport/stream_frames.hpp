// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// On a stream each message follows its length, which takes two bytes (RFC 1035 section 4.2.2).
inline constexpr std::size_t longest_message = 65'535;

// `message` has at most longest_message bytes.
void append_frame(std::string& to, std::string_view message);

// The size of the first message in `bytes`, including the two bytes of its length. Null if these
// two bytes are not there.
std::optional<std::size_t> framed_size(std::string_view bytes) noexcept;

// Cuts the bytes that arrive on a stream into messages, whatever pieces they arrive in. It holds at
// most one incomplete message. Its buffer has 16 KiB and grows to 65,537 bytes at most, once a
// message states that length.
class frame_reader {
public:
   // Where to put the bytes that arrive next. Never empty after next() returned null.
   std::span<char> room();
   // `count` bytes were put there.
   void filled(std::size_t count) noexcept;
   // The next whole message, valid until room() is called. Null if more bytes are needed.
   std::optional<std::string_view> next() noexcept;

   std::size_t capacity() const noexcept { return buffer_.size(); }

private:
   std::string_view unread() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }

   std::vector<char> buffer_;
   std::size_t begin_ = 0;
   std::size_t end_ = 0;
};

}  // namespace dnslint::resolver
