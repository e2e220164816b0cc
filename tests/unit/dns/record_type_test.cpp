// SPDX-License-Identifier: Apache-2.0
#include "core/dns/record_type.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

using namespace dnslint::dns;

namespace {

TEST(record_type, the_table_holds_these_types)
{
   std::set<std::string_view> mnemonics;
   for (auto const& row : record_types())
      mnemonics.insert(row.mnemonic);
   std::set<std::string_view> const expected{
      "A",   "AAAA",    "NS",         "SOA",   "CNAME", "DNAME",  "PTR",        "MX",
      "TXT", "SRV",     "CAA",        "TLSA",  "DS",    "DNSKEY", "HINFO",      "RP",
      "LOC", "NAPTR",   "SSHFP",      "RRSIG", "NSEC",  "NSEC3",  "NSEC3PARAM", "SMIMEA",
      "CDS", "CDNSKEY", "OPENPGPKEY", "SVCB",  "HTTPS", "URI"};
   EXPECT_EQ(mnemonics, expected);
   EXPECT_EQ(record_types().size(), expected.size());
}

TEST(record_type, every_row_is_found_by_number_and_by_mnemonic)
{
   for (auto const& row : record_types()) {
      EXPECT_EQ(find_record_type(row.type), &row);
      EXPECT_EQ(to_text(row.type), row.mnemonic);
      EXPECT_EQ(rrtype_from_text(row.mnemonic), row.type);
   }
}

// IANA, "Resource Record (RR) TYPEs".
TEST(record_type, numbers_are_the_registered_ones)
{
   auto const number = [](std::string_view text) {
      return static_cast<int>(*rrtype_from_text(text));
   };
   EXPECT_EQ(number("a"), 1);
   EXPECT_EQ(number("ns"), 2);
   EXPECT_EQ(number("cname"), 5);
   EXPECT_EQ(number("soa"), 6);
   EXPECT_EQ(number("ptr"), 12);
   EXPECT_EQ(number("mx"), 15);
   EXPECT_EQ(number("txt"), 16);
   EXPECT_EQ(number("aaaa"), 28);
   EXPECT_EQ(number("srv"), 33);
   EXPECT_EQ(number("dname"), 39);
   EXPECT_EQ(number("ds"), 43);
   EXPECT_EQ(number("dnskey"), 48);
   EXPECT_EQ(number("tlsa"), 52);
   EXPECT_EQ(number("caa"), 257);
   EXPECT_EQ(number("hinfo"), 13);
   EXPECT_EQ(number("rp"), 17);
   EXPECT_EQ(number("loc"), 29);
   EXPECT_EQ(number("naptr"), 35);
   EXPECT_EQ(number("sshfp"), 44);
   EXPECT_EQ(number("rrsig"), 46);
   EXPECT_EQ(number("nsec"), 47);
   EXPECT_EQ(number("nsec3"), 50);
   EXPECT_EQ(number("nsec3param"), 51);
   EXPECT_EQ(number("smimea"), 53);
   EXPECT_EQ(number("cds"), 59);
   EXPECT_EQ(number("cdnskey"), 60);
   EXPECT_EQ(number("openpgpkey"), 61);
   EXPECT_EQ(number("svcb"), 64);
   EXPECT_EQ(number("https"), 65);
   EXPECT_EQ(number("uri"), 256);
}

TEST(record_type, keys_are_identifiers_and_unique_within_a_type)
{
   constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
   for (auto const& row : record_types()) {
      std::set<std::string_view> keys{"text", "rdata"};
      for (auto const& f : row.fields) {
         EXPECT_TRUE(keys.insert(f.key).second) << row.mnemonic << ' ' << f.key;
         EXPECT_EQ(f.key.find_first_not_of(allowed), std::string_view::npos) << f.key;
         EXPECT_FALSE(f.description.empty()) << f.key;
      }
   }
}

// A field that takes all that is left would leave nothing for one behind it.
TEST(record_type, only_the_last_field_may_be_open_ended)
{
   std::set<field_kind> const open{
      field_kind::character_strings,
      field_kind::bytes_hex,
      field_kind::bytes_base64,
      field_kind::text,
      field_kind::uri,
      field_kind::type_bitmap,
      field_kind::service_parameters,
      field_kind::location};
   for (auto const& row : record_types()) {
      auto const leading = row.fields.first(row.fields.size() - 1);
      EXPECT_TRUE(std::ranges::none_of(leading, [&](auto const& f) {
         return open.contains(f.kind);
      })) << row.mnemonic;
   }
}

// RFC 3597 section 5.
TEST(record_type, unknown_types_have_generic_names)
{
   EXPECT_EQ(to_text(static_cast<rrtype>(65280)), "TYPE65280");
   EXPECT_EQ(rrtype_from_text("TYPE65280"), static_cast<rrtype>(65280));
   EXPECT_EQ(rrtype_from_text("type0"), static_cast<rrtype>(0));
   EXPECT_EQ(rrtype_from_text("TYPE15"), rrtype::mx);
   EXPECT_EQ(find_record_type(static_cast<rrtype>(65280)), nullptr);
   EXPECT_EQ(find_record_type(rrtype::opt), nullptr);
}

TEST(record_type, refuses_what_is_no_type)
{
   for (std::string_view const text :
        {"", "M", "MXX", "TYPE", "TYPE65536", "TYPE-1", "TYPE+1", "TYPE1x", "TYPE 1", "15"})
      EXPECT_FALSE(rrtype_from_text(text)) << text;
}

}  // namespace
