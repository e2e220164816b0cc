// SPDX-License-Identifier: Apache-2.0
#include "core/dns/rdata.hpp"

#include "core/dns/location.hpp"
#include "core/dns/service_parameters.hpp"
#include "core/dns/type_bitmap.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>

namespace dnslint::dns {
namespace {

// A length byte and the bytes that it counts.
std::size_t counted_size(std::string_view rest)
{
   return rest.empty() ? 1 : 1U + static_cast<std::uint8_t>(rest.front());
}

std::optional<std::size_t> strings_size(std::string_view rest)
{
   std::size_t size = 0;
   do
      size += counted_size(rest.substr(size));
   while (size < rest.size());
   return size;
}

std::optional<std::size_t> name_size(std::string_view rest)
{
   for (std::size_t i = 0; i < rest.size(); i += counted_size(rest.substr(i)))
      if (rest[i] == '\0')
         return i + 1;
   return std::nullopt;
}

std::optional<std::size_t> whole_if(bool valid, std::string_view rest)
{
   return valid ? std::optional{rest.size()} : std::nullopt;
}

std::optional<std::size_t> wanted_size(field_kind kind, std::string_view rest)
{
   switch (kind) {
      case field_kind::u8:
         return 1;
      case field_kind::u16:
      case field_kind::type_number:
         return 2;
      case field_kind::u32:
      case field_kind::timestamp:
      case field_kind::ipv4:
         return 4;
      case field_kind::ipv6:
         return 16;
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
         return name_size(rest);
      case field_kind::character_string:
      case field_kind::tag:
      case field_kind::salt:
         return counted_size(rest);
      case field_kind::hashed_owner:
         return std::max<std::size_t>(2, counted_size(rest));
      case field_kind::character_strings:
         return strings_size(rest);
      case field_kind::type_bitmap:
         return whole_if(is_type_bitmap(rest), rest);
      case field_kind::service_parameters:
         return whole_if(is_service_parameters(rest), rest);
      case field_kind::location:
         return location_size(rest);
      case field_kind::uri:
         return std::max<std::size_t>(1, rest.size());
      case field_kind::bytes_hex:
      case field_kind::bytes_base64:
      case field_kind::text:
         return rest.size();
   }
   return std::nullopt;
}

std::string_view what_is_wrong(field_kind kind)
{
   switch (kind) {
      case field_kind::type_bitmap:
         return "malformed type bitmap";
      case field_kind::service_parameters:
         return "malformed service parameters";
      default:
         return "RDATA too short for its type";
   }
}

std::string_view read_field(wire_reader& in, field_kind kind, name_bytes& scratch)
{
   if (is_name(kind)) {
      in.exact_domain_name(scratch);
      if (kind != field_kind::domain_name_exact)
         scratch.to_lower();
      return in.failed() ? std::string_view{} : scratch.wire();
   }
   auto const size = field_size(kind, in.rest());
   if (!size) {
      in.fail(what_is_wrong(kind));
      return {};
   }
   return in.bytes(*size);
}

// Calls take(bytes) for each field in canonical form.
void read_fields(
   wire_reader& in, record_type const& row, std::invocable<std::string_view> auto take)
{
   name_bytes scratch;
   for (auto const& f : row.fields)
      take(read_field(in, f.kind, scratch));
   if (!in.at_end())
      in.fail("RDATA too long for its type");
}

}  // namespace

std::optional<std::size_t> field_size(field_kind kind, std::string_view rest)
{
   auto const size = wanted_size(kind, rest);
   return size && *size <= rest.size() ? size : std::nullopt;
}

std::string read_rdata(wire_reader& in, rrtype type)
{
   auto const* const row = find_record_type(type);
   if (row == nullptr)
      return std::string{in.bytes(in.rest().size())};
   std::string out;
   out.reserve(in.rest().size());
   read_fields(in, *row, [&](std::string_view bytes) {
      out += bytes;
   });
   return out;
}

void check_rdata(wire_reader& in, rrtype type)
{
   auto const* const row = find_record_type(type);
   if (row == nullptr)
      in.bytes(in.rest().size());
   else
      read_fields(in, *row, [](std::string_view) {});
}

}  // namespace dnslint::dns
