// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// The wire format of Protocol Buffers, as far as dnstap needs it.
class protocol_buffer_writer {
public:
   void varint(std::uint32_t field, std::uint64_t value);
   void fixed32(std::uint32_t field, std::uint32_t value);
   void bytes(std::uint32_t field, std::string_view value);
   std::string take() { return std::move(out_); }

private:
   void append_varint(std::uint64_t value);
   void key(std::uint32_t field, std::uint32_t wire_type);

   std::string out_;
};

// One field of a message: a number, or bytes.
struct protocol_buffer_field {
   std::uint32_t field = 0;
   std::uint64_t value = 0;
   std::string_view bytes;
};

// Reads a message field by field. Borrows its bytes.
class protocol_buffer_reader {
public:
   explicit protocol_buffer_reader(std::string_view message)
   : rest_{message}
   {}

   // The next field. Null at the end, and if the bytes are no field: then failed() is true.
   std::optional<protocol_buffer_field> next();
   bool failed() const noexcept { return failed_; }

private:
   std::optional<std::uint64_t> take_varint();
   std::optional<std::uint64_t> take_fixed(std::size_t size);
   std::optional<std::string_view> take_bytes();
   bool take_value(std::uint64_t wire_type, protocol_buffer_field& to);

   std::string_view rest_;
   bool failed_ = false;
};

}  // namespace dnslint::resolver
