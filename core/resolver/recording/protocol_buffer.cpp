// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/protocol_buffer.hpp"

namespace dnslint::resolver {

namespace {

constexpr std::uint32_t type_varint = 0;
constexpr std::uint32_t type_fixed64 = 1;
constexpr std::uint32_t type_bytes = 2;
constexpr std::uint32_t type_fixed32 = 5;
constexpr std::uint64_t most_fields = (std::uint64_t{1} << 29U) - 1;

}  // namespace

void protocol_buffer_writer::append_varint(std::uint64_t value)
{
   for (; value > 0x7fU; value >>= 7U)
      out_ += static_cast<char>((value & 0x7fU) | 0x80U);
   out_ += static_cast<char>(value);
}

void protocol_buffer_writer::key(std::uint32_t field, std::uint32_t wire_type)
{
   append_varint(std::uint64_t{field} << 3U | wire_type);
}

void protocol_buffer_writer::varint(std::uint32_t field, std::uint64_t value)
{
   key(field, type_varint);
   append_varint(value);
}

void protocol_buffer_writer::fixed32(std::uint32_t field, std::uint32_t value)
{
   key(field, type_fixed32);
   for (auto i = 0; i < 4; ++i, value >>= 8U)
      out_ += static_cast<char>(value & 0xffU);
}

void protocol_buffer_writer::bytes(std::uint32_t field, std::string_view value)
{
   key(field, type_bytes);
   append_varint(value.size());
   out_ += value;
}

std::optional<std::uint64_t> protocol_buffer_reader::take_varint()
{
   std::uint64_t value = 0;
   for (auto shift = 0U; shift < 64 && !rest_.empty(); shift += 7) {
      auto const byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80U)
         return value;
   }
   return std::nullopt;
}

std::optional<std::uint64_t> protocol_buffer_reader::take_fixed(std::size_t size)
{
   if (rest_.size() < size)
      return std::nullopt;
   std::uint64_t value = 0;
   for (auto i = size; i > 0; --i)
      value = value << 8U | static_cast<unsigned char>(rest_[i - 1]);
   rest_.remove_prefix(size);
   return value;
}

std::optional<std::string_view> protocol_buffer_reader::take_bytes()
{
   auto const size = take_varint();
   if (!size || *size > rest_.size())
      return std::nullopt;
   auto const taken = rest_.substr(0, *size);
   rest_.remove_prefix(*size);
   return taken;
}

bool protocol_buffer_reader::take_value(std::uint64_t wire_type, protocol_buffer_field& to)
{
   if (wire_type == type_bytes) {
      auto const bytes = take_bytes();
      to.bytes = bytes.value_or(std::string_view{});
      return bytes.has_value();
   }
   std::optional<std::uint64_t> number;
   if (wire_type == type_varint)
      number = take_varint();
   else if (wire_type == type_fixed32)
      number = take_fixed(4);
   else if (wire_type == type_fixed64)
      number = take_fixed(8);
   to.value = number.value_or(0);
   return number.has_value();
}

std::optional<protocol_buffer_field> protocol_buffer_reader::next()
{
   if (failed_ || rest_.empty())
      return std::nullopt;
   auto const key = take_varint();
   protocol_buffer_field found;
   failed_ = !key || *key >> 3U == 0 || *key >> 3U > most_fields || !take_value(*key & 7U, found);
   if (failed_)
      return std::nullopt;
   found.field = static_cast<std::uint32_t>(*key >> 3U);
   return found;
}

}  // namespace dnslint::resolver
