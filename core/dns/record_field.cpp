// SPDX-License-Identifier: Apache-2.0
#include "core/dns/field_form.hpp"
#include "core/dns/presentation.hpp"
#include "core/dns/rdata.hpp"
#include "core/dns/record.hpp"

#include <algorithm>

namespace dnslint::dns {
namespace {

constexpr std::string_view rdata_key = "rdata";
constexpr std::string_view text_key = "text";

// The field that "text" is derived from; null when the type has none.
record_field const* strings_field(record_type const* row)
{
   if (row == nullptr)
      return nullptr;
   auto const at =
      std::ranges::find(row->fields, field_kind::character_strings, &record_field::kind);
   return at == row->fields.end() ? nullptr : &*at;
}

std::string joined_strings(record const& r)
{
   std::string joined;
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      if (f.kind == field_kind::character_strings)
         for (auto const& s : split_strings(bytes))
            joined += s;
   });
   return joined;
}

}  // namespace

std::optional<field_value> field(record const& r, std::string_view key)
{
   if (key == rdata_key)
      return r.rdata;
   if (key == text_key && strings_field(find_record_type(r.type)) != nullptr)
      return utf8_or_escaped(joined_strings(r));
   std::optional<field_value> found;
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      if (f.key == key)
         found = to_value(f.kind, bytes);
   });
   return found;
}

std::optional<value_type> field_type(rrtype type, std::string_view key)
{
   auto const* const row = find_record_type(type);
   if (key == rdata_key)
      return value_type::bytes;
   if (key == text_key && strings_field(row) != nullptr)
      return value_type::text;
   if (row == nullptr)
      return std::nullopt;
   auto const at = std::ranges::find(row->fields, key, &record_field::key);
   return at == row->fields.end() ? std::nullopt : std::optional{type_of(at->kind)};
}

std::vector<std::string_view> field_keys(rrtype type)
{
   std::vector<std::string_view> keys;
   auto const* const row = find_record_type(type);
   if (row != nullptr)
      for (auto const& f : row->fields)
         keys.push_back(f.key);
   if (strings_field(row) != nullptr)
      keys.push_back(text_key);
   keys.push_back(rdata_key);
   return keys;
}

}  // namespace dnslint::dns
