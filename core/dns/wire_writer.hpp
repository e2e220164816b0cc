// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dnslint::dns {

// Writes a message front to back and remembers where names stand, for compression (RFC 1035 section
// 4.1.4). Borrows every name it is given until it is destroyed.
class wire_writer {
public:
   void u8(std::uint8_t value) { out_ += static_cast<char>(value); }
   void u16(std::uint16_t value);
   void u32(std::uint32_t value);
   void bytes(std::string_view b) { out_ += b; }
   // `wire` is the wire form of a whole name.
   void compressed_name(std::string_view wire);

   void set_u16(std::size_t offset, std::uint16_t value);
   std::size_t size() const noexcept { return out_.size(); }
   // Forgets what was written from `size` on.
   void cut(std::size_t size);
   std::string take() { return std::move(out_); }

private:
   std::string out_;
   std::unordered_map<std::string_view, std::uint16_t> names_;  // where each suffix stands
};

}  // namespace dnslint::dns
