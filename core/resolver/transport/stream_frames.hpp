// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// On a stream each message stands behind its length in two bytes (RFC 1035 section 4.2.2).
inline constexpr std::size_t longest_message = 65'535;

// `message` has at most longest_message bytes.
void append_frame(std::string& to, std::string_view message);

// How long the message that `bytes` begin with is, with its length; null when that is not there.
std::optional<std::size_t> framed_size(std::string_view bytes) noexcept;

// Cuts what arrives on a stream into messages, in whatever pieces it arrives. Holds at most one
// message that is not whole: its buffer has 16 KiB, and 65,537 bytes at most once a message says
// that it is so long.
class frame_reader {
public:
   // Where the bytes that arrive next belong; never empty once next() gave nothing.
   std::span<char> room();
   // So many bytes were put there.
   void filled(std::size_t count) noexcept;
   // The next whole message, which stays until room() is called; null when more bytes are needed.
   std::optional<std::string_view> next() noexcept;

   std::size_t capacity() const noexcept { return buffer_.size(); }

private:
   std::string_view unread() const noexcept { return {buffer_.data() + begin_, end_ - begin_}; }

   std::vector<char> buffer_;
   std::size_t begin_ = 0;
   std::size_t end_ = 0;
};

}  // namespace dnslint::resolver
