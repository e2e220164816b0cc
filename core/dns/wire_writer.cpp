// SPDX-License-Identifier: Apache-2.0
#include "core/dns/wire_writer.hpp"

namespace dnslint::dns {
namespace {

// A pointer holds 14 bits.
constexpr std::size_t first_unreachable = 0x4000;

}  // namespace

void wire_writer::u16(std::uint16_t value)
{
   u8(static_cast<std::uint8_t>(value >> 8U));
   u8(static_cast<std::uint8_t>(value));
}

void wire_writer::u32(std::uint32_t value)
{
   u16(static_cast<std::uint16_t>(value >> 16U));
   u16(static_cast<std::uint16_t>(value));
}

void wire_writer::compressed_name(std::string_view wire)
{
   while (wire.size() > 1) {
      auto const known = names_.find(wire);
      if (known != names_.end())
         return u16(static_cast<std::uint16_t>(0xc000U | known->second));
      if (out_.size() < first_unreachable)
         names_.emplace(wire, static_cast<std::uint16_t>(out_.size()));
      auto const label = wire.substr(0, 1U + static_cast<std::uint8_t>(wire.front()));
      bytes(label);
      wire.remove_prefix(label.size());
   }
   u8(0);
}

void wire_writer::set_u16(std::size_t offset, std::uint16_t value)
{
   out_[offset] = static_cast<char>(value >> 8U);
   out_[offset + 1] = static_cast<char>(value & 0xffU);
}

void wire_writer::cut(std::size_t size)
{
   out_.resize(size);
   std::erase_if(names_, [size](auto const& known) {
      return known.second >= size;
   });
}

}  // namespace dnslint::dns
