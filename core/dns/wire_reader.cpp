// SPDX-License-Identifier: Apache-2.0
#include "core/dns/wire_reader.hpp"

#include <algorithm>

namespace dnslint::dns {
namespace {

constexpr std::size_t header_size = 12;
constexpr std::size_t max_label = 63;
constexpr std::size_t max_jumps = 127;
constexpr std::size_t first_pointer = 0xc0;

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint8_t>(s[i]);
}

}  // namespace

bool name_bytes::append_label(std::string_view with_length) noexcept
{
   if (size_ + with_length.size() + 1 > most)
      return false;
   std::ranges::copy(with_length, bytes_.data() + size_);
   size_ += with_length.size();
   return true;
}

// A length byte is below 'A', so that all bytes can be treated alike.
void name_bytes::to_lower() noexcept
{
   for (std::size_t i = 0; i != size_; ++i)
      if (bytes_[i] >= 'A' && bytes_[i] <= 'Z')
         bytes_[i] = static_cast<char>(bytes_[i] + ('a' - 'A'));
}

void wire_reader::fail_at(std::size_t offset, std::string_view reason)
{
   if (!error_)
      error_ = decode_error{offset, std::string{reason}};
}

void wire_reader::fail_as(wire_reader const& part)
{
   if (part.failed())
      fail_at(part.error_->offset, part.error_->reason);
}

std::string_view wire_reader::bytes(std::size_t count)
{
   if (!failed() && count > end_ - at_)
      fail_at(at_, "ends too early");
   if (failed())
      return {};
   auto const taken = message_.substr(at_, count);
   at_ += count;
   return taken;
}

std::uint8_t wire_reader::u8()
{
   auto const b = bytes(1);
   return b.empty() ? std::uint8_t{0} : byte_at(b, 0);
}

std::uint16_t wire_reader::u16()
{
   auto const b = bytes(2);
   return b.empty() ? std::uint16_t{0}
                    : static_cast<std::uint16_t>((byte_at(b, 0) << 8U) | byte_at(b, 1));
}

std::uint32_t wire_reader::u32()
{
   auto const high = u16();
   return (std::uint32_t{high} << 16U) | u16();
}

wire_reader wire_reader::part(std::size_t count)
{
   auto inner = *this;
   inner.end_ = inner.at_ + bytes(count).size();
   return inner;
}

// Appends the labels of one run to `to`. Gives the offset of what ends the run: the root label or
// a pointer.
std::size_t wire_reader::take_labels(run const& r, name_bytes& to)
{
   auto at = r.begin;
   while (!failed()) {
      if (at >= r.end) {
         fail_at(at, "ends too early");
         break;
      }
      std::size_t const length = byte_at(message_, at);
      if (length == 0 || length >= first_pointer)
         break;
      if (length > max_label)
         fail_at(at, "label of an unknown kind");
      else if (r.end - at <= length)
         fail_at(at, "ends too early");
      else if (!to.append_label(message_.substr(at, length + 1)))
         fail_at(at, "name of more than 255 bytes");
      at += length + 1;
   }
   return at;
}

// The run that the pointer at `at`, the end of the run `from`, leads to. It begins and ends before
// `from` does, so that no chain of pointers can loop.
wire_reader::run wire_reader::follow_pointer(std::size_t at, run const& from)
{
   if (compression_ == pointers::refused) {
      fail_at(at, "compressed name where none may be");
   } else if (from.end - at < 2) {
      fail_at(at, "ends too early");
   } else {
      auto const target = ((byte_at(message_, at) & 0x3fU) << 8U) | byte_at(message_, at + 1);
      if (target < from.begin && target >= header_size)
         return {target, from.begin};
      fail_at(at, "compression pointer that does not point backwards to a name");
   }
   return from;
}

name wire_reader::domain_name()
{
   name_bytes read;
   exact_domain_name(read);
   return failed() ? name{} : name::from_wire(read.wire()).value_or(name{});
}

void wire_reader::exact_domain_name(name_bytes& to)
{
   to.clear();
   run current{at_, end_};
   auto at = take_labels(current, to);
   auto const first_end = at;
   for (std::size_t jumps = 0; !failed() && message_[at] != '\0'; ++jumps) {
      if (jumps == max_jumps)
         fail_at(at, "too many compression pointers");
      current = follow_pointer(at, current);
      at = take_labels(current, to);
   }
   if (failed())
      return;
   at_ = first_end + (message_[first_end] == '\0' ? 1 : 2);
   to.append_root();
}

}  // namespace dnslint::dns
