// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dnslint::dns {

// A record type by its number (IANA "Resource Record (RR) TYPEs"). Any 16-bit value is one.
enum class rrtype : std::uint16_t {
   a = 1,
   ns = 2,
   cname = 5,
   soa = 6,
   ptr = 12,
   hinfo = 13,
   mx = 15,
   txt = 16,
   rp = 17,
   aaaa = 28,
   loc = 29,
   srv = 33,
   naptr = 35,
   dname = 39,
   opt = 41,
   ds = 43,
   sshfp = 44,
   rrsig = 46,
   nsec = 47,
   dnskey = 48,
   nsec3 = 50,
   nsec3param = 51,
   tlsa = 52,
   smimea = 53,
   cds = 59,
   cdnskey = 60,
   openpgpkey = 61,
   svcb = 64,
   https = 65,
   uri = 256,
   caa = 257
};

// How a field stands in the RDATA, and so how it is read, checked, printed and typed.
enum class field_kind : std::uint8_t {
   u8,
   u16,
   u32,
   timestamp,    // seconds since 1970 in 4 bytes; presented as YYYYMMDDHHmmSS
   type_number,  // a record type in 2 bytes
   ipv4,
   ipv6,
   domain_name,  // may be compressed on the wire (RFC 3597 section 4 lists those types)
   domain_name_uncompressed,
   domain_name_exact,   // uncompressed, its letters as they are even in canonical form
   character_string,    // one length byte, then as many bytes (RFC 1035 section 3.3)
   character_strings,   // one or more, to the end of the RDATA
   tag,                 // a character string that is one word and stands without quotes (CAA)
   salt,                // a length byte and bytes; presented in hex, "-" for none (NSEC3)
   hashed_owner,        // a length byte and bytes, not none; presented in base32hex (NSEC3)
   type_bitmap,         // to the end of the RDATA (RFC 4034 section 4.1.2)
   service_parameters,  // to the end of the RDATA (RFC 9460 section 2.2)
   location,            // all of the RDATA of LOC (RFC 1876 section 2)
   bytes_hex,           // to the end of the RDATA; presented in hex
   bytes_base64,        // to the end of the RDATA; presented in base64
   text,                // to the end of the RDATA; presented as a quoted string (CAA value)
   uri                  // as text, but never empty (RFC 7553 section 4.4)
};

// The type of a field's value at every boundary: plugin ABI, expressions, JSON.
enum class value_type : std::uint8_t { integer, text, bytes, bytes_list, text_list };

struct record_field {
   std::string_view key;  // "preference"; [a-z][a-z0-9_]*, unique within its type
   field_kind kind;
   std::string_view description;
};

constexpr value_type type_of(field_kind kind)
{
   switch (kind) {
      case field_kind::u8:
      case field_kind::u16:
      case field_kind::u32:
      case field_kind::timestamp:
         return value_type::integer;
      case field_kind::type_number:
      case field_kind::ipv4:
      case field_kind::ipv6:
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
      case field_kind::hashed_owner:
      case field_kind::service_parameters:
      case field_kind::location:
      // Written by people for people; bytes that are not UTF-8 stand as \DDD, "rdata" has them raw.
      case field_kind::character_string:
      case field_kind::tag:
      case field_kind::text:
      case field_kind::uri:
         return value_type::text;
      case field_kind::character_strings:
         return value_type::bytes_list;
      case field_kind::type_bitmap:
         return value_type::text_list;
      case field_kind::salt:
      case field_kind::bytes_hex:
      case field_kind::bytes_base64:
         return value_type::bytes;
   }
   return value_type::bytes;
}

// One row of the table of record types: the only place that knows a type's fields. The codec, the
// text form, the plugin ABI, expression types and `decode` are all driven by it.
struct record_type {
   rrtype type;
   std::string_view mnemonic;  // "MX"
   std::span<record_field const> fields;
};

std::span<record_type const> record_types() noexcept;
record_type const* find_record_type(rrtype type) noexcept;  // null: bytes only (RFC 3597)

// "MX", and "TYPE65280" for a type that is not in the table (RFC 3597 section 5).
std::string to_text(rrtype type);
// Case does not matter; "TYPEnnn" works for every type.
std::optional<rrtype> rrtype_from_text(std::string_view text);

}  // namespace dnslint::dns
