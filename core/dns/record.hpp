// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/name.hpp"
#include "core/dns/record_type.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dnslint::dns {

// The value of one field. Names and addresses are ASCII in presentation form, names without a
// trailing dot; other texts are UTF-8, as hostile as bytes are.
using field_value = std::variant<std::uint64_t, std::string, std::vector<std::string>>;

// One resource record of class IN. Its RDATA is valid for its type and in canonical form: names are
// uncompressed and in lower case, except that those of NSEC, SVCB and HTTPS keep their letters (RFC
// 4034 section 6.2, RFC 6840 section 5.1, RFC 3597 section 7). Only decode(), zone files and
// make_record() make one. A value like a string.
struct record {
   name owner;
   rrtype type = rrtype::a;
   std::uint32_t ttl = 0;  // seconds
   std::string rdata;

   bool operator==(record const&) const = default;
   // Canonical order: owner, type, RDATA (RFC 4034 section 6.3); TTL last.
   std::strong_ordering operator<=>(record const&) const;
};

// Checks `rdata` (uncompressed) against the table and makes it canonical. Null when it does not fit
// its type.
std::optional<record> make_record(
   name owner, rrtype type, std::uint32_t ttl, std::string_view rdata);

// The field named `key`; null for a key that the type lacks. Besides the table's fields each type
// with a list of character strings has the derived field "text": their concatenation, with bytes
// that are not UTF-8 as \DDD; and each type has "rdata", its RDATA as bytes. The alternative held
// is by type_of(): integer, text and bytes (both std::string), bytes_list and
// text_list.
std::optional<field_value> field(record const& r, std::string_view key);
std::optional<value_type> field_type(rrtype type, std::string_view key);
std::vector<std::string_view> field_keys(rrtype type);  // derived ones included

// The RDATA in master-file form; "\# 4 0a000001" (RFC 3597) for types not in the table, and for
// RDATA that master files cannot write otherwise, as an empty digest. ASCII, printable.
std::string rdata_to_text(record const& r);
// "example.com. 300 IN MX 10 mx.example.com."
std::string to_text(record const& r);

}  // namespace dnslint::dns
