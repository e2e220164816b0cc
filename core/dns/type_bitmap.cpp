// SPDX-License-Identifier: Apache-2.0
#include "core/dns/type_bitmap.hpp"

#include <cstddef>

namespace dnslint::dns {
namespace {

constexpr std::size_t head_size = 2;
constexpr std::size_t max_window_size = 32;

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint8_t>(s[i]);
}

void append_types(std::vector<rrtype>& out, unsigned window, std::string_view bits)
{
   for (std::size_t i = 0; i != bits.size() * 8; ++i)
      if ((byte_at(bits, i / 8) & (0x80U >> (i % 8))) != 0)
         out.push_back(static_cast<rrtype>(window * 256U + i));
}

}  // namespace

bool is_type_bitmap(std::string_view bytes) noexcept
{
   int last_window = -1;
   while (!bytes.empty()) {
      if (bytes.size() < head_size || byte_at(bytes, 0) <= last_window)
         return false;
      last_window = byte_at(bytes, 0);
      std::size_t const size = byte_at(bytes, 1);
      if (size == 0 || size > max_window_size || size > bytes.size() - head_size)
         return false;
      if (bytes[head_size + size - 1] == '\0')
         return false;
      bytes.remove_prefix(head_size + size);
   }
   return true;
}

std::vector<rrtype> types_of(std::string_view bytes)
{
   std::vector<rrtype> out;
   while (!bytes.empty()) {
      auto const size = byte_at(bytes, 1);
      append_types(out, byte_at(bytes, 0), bytes.substr(head_size, size));
      bytes.remove_prefix(head_size + size);
   }
   return out;
}

}  // namespace dnslint::dns
