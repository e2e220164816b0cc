// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check_records.hpp"

#include "core/base/encode.hpp"

#include <array>
#include <fmt/format.h>
#include <random>

namespace dnslint::authoring {
namespace {

using dns::field_kind;
using dns::record;
using dns::rrtype;
using generator = std::mt19937_64;

constexpr std::uint32_t ttl = 300;

// What the texts begin with that plugins look for.
constexpr std::array<std::string_view, 7> openings{
   "v=spf1 ", "v=DMARC1; ", "v=TLSRPTv1; ", "v=STSv1; ", "v=DKIM1; ", "v=BIMI1; ", ""};

constexpr std::array<std::string_view, 16> words{
   "a:%{d} ",
   "mx ",
   "p=reject; ",
   "sp=none; ",
   "rua=mailto:a@b.test; ",
   "id=20260101; ",
   "ip4:0.0.0.0/0 ",
   "ip6:::/129 ",
   "redirect=%{i}",
   "include:example.test ",
   "exists:%{",
   "-all ",
   "k=rsa; p=AAAA; ",
   "==;;",
   "\xff\xfe ",
   "\xe2\x80\xae "};

std::string wire_name(std::string_view text)
{
   return std::string{dns::name::from_text(text)->wire()};
}

std::string strings_of(std::string_view text)
{
   std::string rdata;
   do {
      auto const part = text.substr(0, 255);
      rdata += static_cast<char>(part.size());
      rdata += part;
      text.remove_prefix(part.size());
   } while (!text.empty());
   return rdata;
}

std::string number(std::uint64_t value, unsigned octets)
{
   std::string bytes;
   while (octets-- != 0)
      bytes += static_cast<char>(value >> 8 * octets & 0xFFU);
   return bytes;
}

// The nth harmless value of a field.
std::string sample_field(field_kind kind, unsigned n)
{
   switch (kind) {
      case field_kind::u8:
         return number(1, 1);
      case field_kind::u16:
         return number(n % 65536, 2);
      case field_kind::type_number:
         return number(1, 2);
      case field_kind::u32:
      case field_kind::timestamp:
         return number(3600 + n, 4);
      case field_kind::ipv4:
         return number(0xC6336400U + n % 256, 4);
      case field_kind::ipv6:
         return number(0x2001'0DB8'0000'0000U, 8) + number(n, 8);
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
         return wire_name(fmt::format("host{}.example.test", n));
      case field_kind::character_string:
      case field_kind::tag:
         return strings_of("issue");
      case field_kind::salt:
      case field_kind::hashed_owner:
         return strings_of(std::string(20, static_cast<char>(n)));
      case field_kind::type_bitmap:
         return number(0x000140, 3);  // A
      case field_kind::service_parameters:
         return number(0x00030002, 4) + number(n % 65536, 2);  // a port
      case field_kind::location:
         return number(0x00121613'80000000U, 8) + number(0x80000000'00989680U + n, 8);
      case field_kind::character_strings:
         return strings_of(fmt::format("text {}", n));
      case field_kind::bytes_hex:
      case field_kind::bytes_base64:
         return std::string(32, static_cast<char>(n));
      case field_kind::text:
      case field_kind::uri:
         return fmt::format("ca{}.test", n);
   }
   return {};
}

std::string random_bytes(generator& from, std::size_t most)
{
   std::string bytes(from() % (most + 1), '\0');
   for (auto& b : bytes)
      b = static_cast<char>(from());
   return bytes;
}

std::string random_name(generator& from)
{
   constexpr std::array<std::string_view, 6> names{
      ".", "example.test", "host.example.test", "_x.example.test", "192\\.0\\.2\\.1", "*.test"};
   if (from() % 3 != 0)
      return wire_name(names[from() % names.size()]);
   auto name = *dns::name::from_text("test");
   for (auto labels = from() % 6; labels != 0; --labels)
      name = name.child(random_bytes(from, 40)).value_or(name);
   return std::string{name.wire()};
}

std::string random_text(generator& from)
{
   std::string text{openings[from() % openings.size()]};
   for (auto count = from() % 20; count != 0; --count)
      text += from() % 8 == 0 ? random_bytes(from, 20) : std::string{words[from() % words.size()]};
   return text;
}

// Of a key that nobody has registered.
std::string random_parameter(generator& from)
{
   auto const value = random_bytes(from, 64);
   return number(65000, 2) + number(value.size(), 2) + value;
}

std::string random_field(generator& from, field_kind kind)
{
   switch (kind) {
      case field_kind::u8:
         return number(from(), 1);
      case field_kind::u16:
      case field_kind::type_number:
         return number(from(), 2);
      case field_kind::u32:
      case field_kind::timestamp:
         return number(from(), 4);
      case field_kind::ipv4:
         return number(from(), 4);
      case field_kind::ipv6:
         return number(from(), 8) + number(from(), 8);
      case field_kind::domain_name:
      case field_kind::domain_name_uncompressed:
      case field_kind::domain_name_exact:
         return random_name(from);
      case field_kind::type_bitmap:
         return number(0x0001, 2) + number(from() | 1, 1);
      case field_kind::service_parameters:
         return random_parameter(from);
      case field_kind::location:
         return number(0, 1) + number(from(), 7) + number(from(), 8);
      case field_kind::character_string:
      case field_kind::tag:
      case field_kind::salt:
      case field_kind::hashed_owner: {
         auto const text = random_bytes(from, 20);
         return number(text.size(), 1) + text;
      }
      case field_kind::character_strings:
         return strings_of(random_text(from));
      case field_kind::bytes_hex:
      case field_kind::bytes_base64:
      case field_kind::text:
      case field_kind::uri:
         return random_bytes(from, 64);
   }
   return {};
}

std::optional<record> made_of(dns::question const& q, auto const& field)
{
   auto const* const type = dns::find_record_type(q.type);
   if (type == nullptr)
      return std::nullopt;
   std::string rdata;
   for (auto const& f : type->fields)
      rdata += field(f.kind);
   return dns::make_record(q.asked, q.type, ttl, rdata);
}

bool stands_alone(rrtype type)
{
   return type == rrtype::soa || type == rrtype::cname || type == rrtype::dname;
}

record text_record(dns::name const& owner, std::string_view text)
{
   return *dns::make_record(owner, rrtype::txt, ttl, strings_of(text));
}

std::string every_byte()
{
   std::string bytes;
   for (unsigned b = 0; b != 256; ++b)
      bytes += static_cast<char>(b);
   return bytes;
}

}  // namespace

std::optional<record> sample_record(dns::question const& q)
{
   return made_of(q, [](field_kind kind) {
      return sample_field(kind, 1);
   });
}

record alias_record(dns::name const& owner, dns::name const& target)
{
   return *dns::make_record(owner, rrtype::cname, ttl, target.wire());
}

std::vector<record> many_records(dns::question const& q)
{
   constexpr unsigned most = 1000;
   std::vector<record> all;
   for (unsigned n = 0; n != (stands_alone(q.type) ? 1 : most); ++n)
      if (auto one = made_of(q, [&](field_kind kind) {
             return sample_field(kind, n);
          }))
         all.push_back(std::move(*one));
   return all;
}

std::vector<record> large_texts(dns::name const& owner)
{
   constexpr std::size_t most = 7900;
   std::vector<record> all;
   for (auto const opening : openings) {
      std::string text{opening};
      for (std::size_t i = 0; text.size() < most; ++i)
         text += words[i % words.size()];
      all.push_back(text_record(owner, text.substr(0, most)));
   }
   return all;
}

std::vector<record> binary_texts(dns::name const& owner)
{
   std::vector<record> all;
   for (auto const opening : openings)
      all.push_back(text_record(owner, std::string{opening} + every_byte()));
   return all;
}

std::vector<record> random_records(dns::question const& q, std::uint64_t seed)
{
   generator from{base::digest64(to_text(q), seed)};
   std::vector<record> all;
   auto count = stands_alone(q.type) ? from() % 2 : from() % 5;
   for (; count != 0; --count)
      if (auto one = made_of(q, [&](field_kind kind) {
             return random_field(from, kind);
          }))
         all.push_back(std::move(*one));
   return all;
}

}  // namespace dnslint::authoring
