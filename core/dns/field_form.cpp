// SPDX-License-Identifier: Apache-2.0
#include "core/dns/field_form.hpp"

#include "core/base/encode.hpp"
#include "core/dns/location.hpp"
#include "core/dns/presentation.hpp"
#include "core/dns/service_parameters.hpp"
#include "core/dns/timestamp.hpp"
#include "core/dns/type_bitmap.hpp"

#include <arpa/inet.h>
#include <array>
#include <cstdint>

namespace dnslint::dns {
namespace {

std::uint64_t number(std::string_view bytes)
{
   std::uint64_t value = 0;
   for (char const c : bytes)
      value = (value << 8U) | static_cast<std::uint8_t>(c);
   return value;
}

std::string address(int family, std::string_view bytes)
{
   std::array<char, INET6_ADDRSTRLEN> text{};
   inet_ntop(family, bytes.data(), text.data(), text.size());
   return text.data();
}

name domain_name(std::string_view bytes)
{
   return name::from_wire(bytes).value_or(name{});
}

std::string quoted_strings(std::string_view bytes)
{
   std::string out;
   for (auto const& s : split_strings(bytes)) {
      if (!out.empty())
         out += ' ';
      out += quoted(s);
   }
   return out;
}

// RFC 8659 section 4.1.1.
bool is_word(std::string_view s)
{
   return !s.empty() && s.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

std::vector<std::string> mnemonics(std::string_view bitmap)
{
   std::vector<std::string> out;
   for (auto const type : types_of(bitmap))
      out.push_back(to_text(type));
   return out;
}

std::string joined(std::vector<std::string> const& words)
{
   std::string out;
   for (auto const& word : words)
      out += (out.empty() ? "" : " ") + word;
   return out;
}

rrtype type_number(std::string_view bytes)
{
   return static_cast<rrtype>(number(bytes));
}

std::optional<std::string> unless_empty(std::string text)
{
   return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

}  // namespace

std::vector<std::string> split_strings(std::string_view bytes)
{
   std::vector<std::string> out;
   while (!bytes.empty()) {
      auto const length = static_cast<std::uint8_t>(bytes.front());
      out.emplace_back(bytes.substr(1, length));
      bytes.remove_prefix(1U + length);
   }
   return out;
}

field_value to_value(field_kind kind, std::string_view bytes)
{
   switch (kind) {
      case field_kind::u8:
      case field_kind::u16:
      case field_kind::u32:
      case field_kind::timestamp:
         return number(bytes);
      case field_kind::type_number:
         return to_text(type_number(bytes));
      case field_kind::ipv4:
         return address(AF_INET, bytes);
      case field_kind::ipv6:
         return address(AF_INET6, bytes);
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
         return domain_name(bytes).to_text();
      case field_kind::character_string:
      case field_kind::tag:
         return utf8_or_escaped(bytes.substr(1));
      case field_kind::salt:
         return std::string{bytes.substr(1)};
      case field_kind::hashed_owner:
         return base::base32hex(bytes.substr(1));
      case field_kind::type_bitmap:
         return mnemonics(bytes);
      case field_kind::service_parameters:
         return service_parameters_text(bytes);
      case field_kind::location:
         return location_text(bytes).value_or(generic_rdata_text(bytes));
      case field_kind::text:
      case field_kind::uri:
         return utf8_or_escaped(bytes);
      case field_kind::character_strings:
         return split_strings(bytes);
      case field_kind::bytes_hex:
      case field_kind::bytes_base64:
         return std::string{bytes};
   }
   return std::uint64_t{0};
}

std::optional<std::string> to_presentation(field_kind kind, std::string_view bytes)
{
   switch (kind) {
      case field_kind::u8:
      case field_kind::u16:
      case field_kind::u32:
         return std::to_string(number(bytes));
      case field_kind::timestamp:
         return timestamp_text(static_cast<std::uint32_t>(number(bytes)));
      case field_kind::type_number:
         return to_text(type_number(bytes));
      case field_kind::ipv4:
         return address(AF_INET, bytes);
      case field_kind::ipv6:
         return address(AF_INET6, bytes);
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
         return absolute_name_text(bytes);
      case field_kind::character_string:
         return quoted(bytes.substr(1));
      case field_kind::tag:
         return is_word(bytes.substr(1)) ? std::optional{std::string{bytes.substr(1)}}
                                         : std::nullopt;
      case field_kind::salt:
         return bytes.size() == 1 ? "-" : base::hex(bytes.substr(1));
      case field_kind::hashed_owner:
         return base::base32hex(bytes.substr(1));
      case field_kind::type_bitmap:
         return joined(mnemonics(bytes));
      case field_kind::service_parameters:
         return service_parameters_text(bytes);
      case field_kind::location:
         return location_text(bytes);
      case field_kind::character_strings:
         return quoted_strings(bytes);
      case field_kind::bytes_hex:
         return unless_empty(base::hex(bytes));
      case field_kind::bytes_base64:
         return unless_empty(base::base64(bytes));
      case field_kind::text:
      case field_kind::uri:
         return quoted(bytes);
   }
   return std::nullopt;
}

}  // namespace dnslint::dns
