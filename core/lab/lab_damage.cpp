// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/lab/lab_fault.hpp"

namespace dnslint::resolver {

namespace {

// RFC 1035 section 4.1.1.
constexpr std::size_t header_size = 12;
constexpr std::size_t answer_count = 6;
constexpr std::size_t garbage_size = 64;
constexpr std::uint8_t pointer_bits = 0xc0;

std::uint8_t byte_at(std::string const& wire, std::size_t at)
{
   return at < wire.size() ? static_cast<std::uint8_t>(wire[at]) : 0;
}

void invert(std::string& wire, std::size_t at, unsigned bits)
{
   if (at < wire.size())
      wire[at] = static_cast<char>(byte_at(wire, at) ^ bits);
}

void set_u16(std::string& wire, std::size_t at, unsigned value)
{
   if (at + 2 > wire.size())
      return;
   wire[at] = static_cast<char>(value >> 8U);
   wire[at + 1] = static_cast<char>(value & 0xffU);
}

// Behind the name at `at`, compressed or not.
std::size_t end_of_name(std::string const& wire, std::size_t at)
{
   while (byte_at(wire, at) != 0 && byte_at(wire, at) < pointer_bits)
      at += byte_at(wire, at) + std::size_t{1};
   return at + (byte_at(wire, at) == 0 ? 1 : 2);
}

std::size_t end_of_question(std::string const& wire)
{
   constexpr std::size_t type_and_class = 4;
   return end_of_name(wire, header_size) + type_and_class;
}

std::string garbage_like(std::string const& wire)
{
   std::string bytes;
   for (auto mixed = base::digest64(wire); bytes.size() < garbage_size;) {
      bytes += static_cast<char>(mixed >> 56U);
      mixed = base::digest64(bytes, mixed);
   }
   return bytes;
}

std::string cut_in_the_middle(std::string const& wire)
{
   auto const begin = std::min(end_of_question(wire), wire.size());
   return wire.substr(0, begin + (wire.size() - begin) / 2);
}

}  // namespace

std::string damaged(std::string wire, fault_kind damage)
{
   auto const first_record = end_of_question(wire);
   constexpr std::size_t type_class_and_ttl = 8;
   switch (damage) {
      case fault_kind::wrong_id:
         set_u16(wire, 0, 0xffffU ^ (byte_at(wire, 0) << 8U | byte_at(wire, 1)));
         return wire;
      case fault_kind::wrong_question:
         invert(wire, first_record - 3, 1);  // of QTYPE
         return wire;
      case fault_kind::qr_clear:
         invert(wire, 2, 0x80);
         return wire;
      case fault_kind::garbage:
         return garbage_like(wire);
      case fault_kind::header_only:
         return wire.substr(0, header_size);
      case fault_kind::cut:
         return cut_in_the_middle(wire);
      case fault_kind::rdlength_overflow:
         set_u16(wire, end_of_name(wire, first_record) + type_class_and_ttl, 0xffff);
         return wire;
      case fault_kind::pointer_loop:
         set_u16(wire, first_record, static_cast<unsigned>(pointer_bits << 8U | first_record));
         return wire;
      case fault_kind::wrong_counts:
         set_u16(wire, answer_count, 0xffff);
         return wire;
      default:
         return wire;
   }
}

}  // namespace dnslint::resolver
