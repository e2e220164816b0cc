// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::dns {

// An uncompressed name as it is read, without allocation.
class name_bytes {
public:
   std::string_view wire() const noexcept { return {bytes_.data(), size_}; }
   void clear() noexcept { size_ = 0; }
   // False, and nothing is appended, when the name would have no room left for its end.
   bool append_label(std::string_view with_length) noexcept;
   void append_root() noexcept { bytes_[size_++] = '\0'; }
   void to_lower() noexcept;

private:
   static constexpr std::size_t most = 255;  // RFC 1035 section 2.3.4
   std::array<char, most> bytes_;            // NOLINT: of interest up to size_
   std::size_t size_ = 0;
};

// Reads a message, or a part of one, front to back. Nothing outside of it is ever read. The first
// failure sticks: from then on every read gives zero, so that a caller may read a whole structure
// and look at failed() once. Borrows the message's bytes.
class wire_reader {
public:
   enum class pointers : std::uint8_t { followed, refused };

   explicit wire_reader(std::string_view message, pointers compression = pointers::followed)
   : message_{message}
   , end_{message.size()}
   , compression_{compression}
   {}

   std::uint8_t u8();
   std::uint16_t u16();
   std::uint32_t u32();
   std::string_view bytes(std::size_t count);
   // The name here. Its own bytes are within this part; pointers (RFC 1035 section 4.1.4) may lead
   // to anywhere before it in the message.
   name domain_name();
   // The same as uncompressed wire bytes, its letters as they are; undefined when this fails.
   void exact_domain_name(name_bytes& to);
   // The next `count` bytes as a part of its own, which this reader steps over.
   wire_reader part(std::size_t count);

   std::string_view rest() const noexcept { return message_.substr(at_, end_ - at_); }
   bool at_end() const noexcept { return at_ == end_; }
   std::size_t offset() const noexcept { return at_; }

   void fail(std::string_view reason) { fail_at(at_, reason); }
   // Takes over the failure of a part.
   void fail_as(wire_reader const& part);
   bool failed() const noexcept { return error_.has_value(); }
   std::optional<decode_error> const& error() const noexcept { return error_; }

private:
   // Where labels stand one after the other: from `begin` on, and no further than `end`.
   struct run {
      std::size_t begin;
      std::size_t end;
   };

   void fail_at(std::size_t offset, std::string_view reason);
   std::size_t take_labels(run const& r, name_bytes& to);
   run follow_pointer(std::size_t at, run const& from);

   std::string_view message_;
   std::size_t at_ = 0;
   std::size_t end_ = 0;
   pointers compression_ = pointers::followed;
   std::optional<decode_error> error_;
};

}  // namespace dnslint::dns
