// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record_type.hpp"
#include "core/dns/wire_reader.hpp"

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// RDATA by the table of record types. Everything that looks into RDATA does so here: reading it
// from a message checks it and makes it canonical once, and whoever walks canonical RDATA
// afterwards (fields, text form, encoding) finds it valid.
namespace dnslint::dns {

constexpr bool is_name(field_kind kind)
{
   return kind == field_kind::domain_name || kind == field_kind::domain_name_uncompressed ||
          kind == field_kind::domain_name_exact;
}

// How many bytes the field at the front of `rest` takes; null when it does not fit. Names are those
// of canonical RDATA.
std::optional<std::size_t> field_size(field_kind kind, std::string_view rest);

// All that is left of `in`, which must be the RDATA of one record, in canonical form: names
// uncompressed, and in lower case for the types of RFC 4034 section 6.2 as amended by RFC 6840
// section 5.1. RDATA that does not fit `type` fails `in`.
std::string read_rdata(wire_reader& in, rrtype type);

// Steps over it as read_rdata() does, with the same failures, without keeping anything.
void check_rdata(wire_reader& in, rrtype type);

// Calls visit(field, bytes) for each field of canonical RDATA, in order; never for a type that is
// not in the table.
void for_each_field(
   rrtype type,
   std::string_view rdata,
   std::invocable<record_field const&, std::string_view> auto&& visit)
{
   auto const* const row = find_record_type(type);
   if (row == nullptr)
      return;
   for (auto const& f : row->fields) {
      auto const bytes = rdata.substr(0, field_size(f.kind, rdata).value_or(rdata.size()));
      visit(f, bytes);
      rdata.remove_prefix(bytes.size());
   }
}

}  // namespace dnslint::dns
