// SPDX-License-Identifier: Apache-2.0
#include "core/dns/record.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::optional<record> made(rrtype type, std::string rdata)
{
   return make_record(name_of("x"), type, 60, std::move(rdata));
}

std::uint64_t number(record const& r, std::string_view key)
{
   return std::get<std::uint64_t>(field(r, key).value());
}

std::string string(record const& r, std::string_view key)
{
   return std::get<std::string>(field(r, key).value());
}

std::vector<std::string> list(record const& r, std::string_view key)
{
   return std::get<std::vector<std::string>>(field(r, key).value());
}

record one(std::string_view text)
{
   return zone(text).at(0);
}

TEST(make_record, lower_cases_names_and_only_names)
{
   EXPECT_EQ(made(rrtype::mx, "\0\1\2MX\0"_b)->rdata, "\0\1\2mx\0"_b);
   EXPECT_EQ(made(rrtype::srv, "\0A\0B\0C\1X\0"_b)->rdata, "\0A\0B\0C\1x\0"_b);
   EXPECT_EQ(made(rrtype::rp, "\1M\0\1T\0"_b)->rdata, "\1m\0\1t\0"_b);
   EXPECT_EQ(made(rrtype::naptr, "AAAA\1S\1X\0\1T\0"_b)->rdata, "AAAA\1S\1X\0\1t\0"_b);
   EXPECT_EQ(
      made(rrtype::rrsig, std::string(18, 'A') + "\1Z\0S"_b)->rdata,
      std::string(18, 'A') + "\1z\0S"_b);
   EXPECT_EQ(made(rrtype::txt, "\2AB"_b)->rdata, "\2AB");
   EXPECT_EQ(made(rrtype::a, "ABCD")->rdata, "ABCD");
   EXPECT_EQ(made(static_cast<rrtype>(65280), "ABCD")->rdata, "ABCD");
}

// RFC 6840 section 5.1 of NSEC; RFC 4034 section 6.2 does not list types that came later.
TEST(make_record, keeps_the_letters_of_names_that_canonical_form_does_not_lower)
{
   EXPECT_EQ(made(rrtype::nsec, "\1N\0\0\1\x40"_b)->rdata, "\1N\0\0\1\x40"_b);
   EXPECT_EQ(made(rrtype::svcb, "\0\1\1T\0"_b)->rdata, "\0\1\1T\0"_b);
   EXPECT_EQ(made(rrtype::https, "\0\1\1T\0"_b)->rdata, "\0\1\1T\0"_b);
}

TEST(make_record, refuses_rdata_that_does_not_fit_its_type)
{
   EXPECT_FALSE(made(rrtype::a, "abc"));
   EXPECT_FALSE(made(rrtype::a, "abcde"));
   EXPECT_FALSE(made(rrtype::aaaa, std::string(15, 'x')));
   EXPECT_FALSE(made(rrtype::aaaa, std::string(17, 'x')));
   EXPECT_FALSE(made(rrtype::ns, ""));
   EXPECT_FALSE(made(rrtype::ns, "\1a"));
   EXPECT_FALSE(made(rrtype::ns, "\0\0"_b));
   EXPECT_FALSE(made(rrtype::mx, "\0\0"_b));
   EXPECT_FALSE(made(rrtype::mx, "\0\0\xc0\0"_b));
   EXPECT_FALSE(made(rrtype::soa, "\0\0"_b + std::string(19, 'x')));
   EXPECT_FALSE(made(rrtype::soa, "\0\0"_b + std::string(21, 'x')));
   EXPECT_FALSE(made(rrtype::txt, ""));
   EXPECT_FALSE(made(rrtype::txt, "\2a"));
   EXPECT_FALSE(made(rrtype::txt, "\1a\2b"));
   EXPECT_FALSE(made(rrtype::caa, "\0"_b));
   EXPECT_FALSE(made(rrtype::caa, "\0\3ab"_b));
   EXPECT_FALSE(made(rrtype::tlsa, "\3\1"));
   EXPECT_FALSE(made(rrtype::dnskey, "\1\1\3"));
   EXPECT_FALSE(made(rrtype::hinfo, "\1a"));
   EXPECT_FALSE(made(rrtype::hinfo, "\1a\1b\1c"));
   EXPECT_FALSE(made(rrtype::rp, "\0"_b));
   EXPECT_FALSE(made(rrtype::naptr, "\0\1\0\1\0\0\0"_b));
   EXPECT_FALSE(made(rrtype::rrsig, std::string(18, 'A')));
   EXPECT_FALSE(made(rrtype::nsec, "\0\0\0"_b));
   EXPECT_FALSE(made(rrtype::nsec, "\0\0\2\1\0"_b));
   EXPECT_FALSE(made(rrtype::nsec3, "\1\0\0\0\2a"_b));
   EXPECT_FALSE(made(rrtype::nsec3, "\1\0\0\0\0\0"_b));
   EXPECT_FALSE(made(rrtype::nsec3, "\1\0\0\0\0\2a"_b));
   EXPECT_FALSE(made(rrtype::nsec3param, "\1\0\0\0\0x"_b));
   EXPECT_FALSE(made(rrtype::svcb, "\0\1\0\0\3\0\1x"_b));
   EXPECT_FALSE(made(rrtype::uri, "\0\1\0\1"_b));
   EXPECT_FALSE(made(rrtype::loc, ""));
   EXPECT_FALSE(made(rrtype::loc, std::string(15, '\0')));
   EXPECT_FALSE(made(rrtype::loc, std::string(17, '\0')));
}

TEST(make_record, refuses_pointers_wherever_they_lead)
{
   EXPECT_FALSE(made(rrtype::soa, "\1a\0\xc0\0"_b + std::string(20, 'x')));
   EXPECT_FALSE(made(rrtype::mx, std::string(14, 'x') + "\xc0\x0c"));
   EXPECT_FALSE(made(rrtype::ns, "\1a\xc0\x0c"));
}

TEST(make_record, refuses_names_that_are_too_long)
{
   std::string wire;
   for (int i = 0; i != 127; ++i)
      wire += "\1a";
   EXPECT_TRUE(made(rrtype::ns, wire + '\0'));
   EXPECT_FALSE(made(rrtype::ns, wire + "\1a\0"_b));
   EXPECT_FALSE(made(rrtype::ns, "\x40" + std::string(64, 'a') + '\0'));
}

TEST(make_record, is_bounded_by_rdlength)
{
   auto const type = static_cast<rrtype>(65280);
   EXPECT_TRUE(made(type, std::string(65535, 'x')));
   EXPECT_FALSE(made(type, std::string(65536, 'x')));
}

TEST(make_record, opt_is_not_a_record_of_a_zone)
{
   EXPECT_FALSE(made(rrtype::opt, ""));
}

TEST(field, of_each_type)
{
   EXPECT_EQ(string(one("x A 192.0.2.1"), "address"), "192.0.2.1");
   EXPECT_EQ(string(one("x AAAA 2001:DB8::0"), "address"), "2001:db8::");
   EXPECT_EQ(string(one("x NS NS1"), "nsdname"), "ns1.example.test");
   for (auto const* const type : {"CNAME", "DNAME", "PTR"})
      EXPECT_EQ(string(one(std::string{"x "} + type + " T"), "target"), "t.example.test");
   EXPECT_EQ(number(one("x MX 5 m."), "preference"), 5U);
   EXPECT_EQ(string(one("x MX 5 ."), "exchange"), ".");
}

TEST(field, of_soa)
{
   auto const r = one("@ SOA ns a\\.b 4294967295 2 3 4 5");
   EXPECT_EQ(string(r, "mname"), "ns.example.test");
   EXPECT_EQ(string(r, "rname"), "a\\.b.example.test");
   EXPECT_EQ(number(r, "serial"), 4294967295U);
   EXPECT_EQ(number(r, "refresh"), 2U);
   EXPECT_EQ(number(r, "retry"), 3U);
   EXPECT_EQ(number(r, "expire"), 4U);
   EXPECT_EQ(number(r, "minimum"), 5U);
}

TEST(field, of_srv)
{
   auto const r = one("_sip._udp SRV 1 2 65535 h");
   EXPECT_EQ(number(r, "priority"), 1U);
   EXPECT_EQ(number(r, "weight"), 2U);
   EXPECT_EQ(number(r, "port"), 65535U);
   EXPECT_EQ(string(r, "target"), "h.example.test");
}

TEST(field, of_caa)
{
   auto const r = one("x CAA 128 Issue \"ca.test; a=b\"");
   EXPECT_EQ(number(r, "flags"), 128U);
   EXPECT_EQ(string(r, "tag"), "Issue");
   EXPECT_EQ(string(r, "value"), "ca.test; a=b");
   EXPECT_FALSE(field(r, "text"));
   auto const odd = *made(rrtype::caa, "\0\2\xff\1\xc3\xa4\xfe"_b);
   EXPECT_EQ(string(odd, "tag"), "\\255\1");
   EXPECT_EQ(string(odd, "value"), "\xc3\xa4\\254");
}

TEST(field, of_tlsa)
{
   auto const r = one("x TLSA 3 1 2 00ff");
   EXPECT_EQ(number(r, "usage"), 3U);
   EXPECT_EQ(number(r, "selector"), 1U);
   EXPECT_EQ(number(r, "matching_type"), 2U);
   EXPECT_EQ(string(r, "data"), "\0\xff"_b);
}

TEST(field, of_ds_and_dnskey)
{
   auto const ds = one("x DS 60485 8 2 00ff");
   EXPECT_EQ(number(ds, "key_tag"), 60485U);
   EXPECT_EQ(number(ds, "algorithm"), 8U);
   EXPECT_EQ(number(ds, "digest_type"), 2U);
   EXPECT_EQ(string(ds, "digest"), "\0\xff"_b);
   auto const key = one("x DNSKEY 257 3 13 AP8=");
   EXPECT_EQ(number(key, "flags"), 257U);
   EXPECT_EQ(number(key, "protocol"), 3U);
   EXPECT_EQ(number(key, "algorithm"), 13U);
   EXPECT_EQ(string(key, "public_key"), "\0\xff"_b);
}

TEST(field, of_dnssec_types)
{
   auto const sig = one("x RRSIG SOA 8 2 300 20240101000000 20231201000000 12345 Zone. AP8=");
   EXPECT_EQ(string(sig, "type_covered"), "SOA");
   EXPECT_EQ(number(sig, "labels"), 2U);
   EXPECT_EQ(number(sig, "original_ttl"), 300U);
   EXPECT_EQ(number(sig, "expiration"), 1704067200U);
   EXPECT_EQ(number(sig, "inception"), 1701388800U);
   EXPECT_EQ(string(sig, "signer_name"), "zone");
   EXPECT_EQ(string(sig, "signature"), "\0\xff"_b);
   auto const nsec = one("x NSEC Next A TYPE65280");
   EXPECT_EQ(string(nsec, "next_domain_name"), "next.example.test");
   EXPECT_EQ(list(nsec, "types"), (std::vector<std::string>{"A", "TYPE65280"}));
   auto const nsec3 = one("x NSEC3 1 1 5 AABB 04HKAPS9");
   EXPECT_EQ(number(nsec3, "iterations"), 5U);
   EXPECT_EQ(string(nsec3, "salt"), "\xaa\xbb");
   EXPECT_EQ(string(nsec3, "next_hashed_owner"), "04hkaps9");
   EXPECT_EQ(list(nsec3, "types"), std::vector<std::string>{});
   EXPECT_EQ(string(one("x NSEC3PARAM 1 0 5 -"), "salt"), "");
}

TEST(field, of_types_with_texts)
{
   auto const hinfo = one("x HINFO \"a b\" c");
   EXPECT_EQ(string(hinfo, "cpu"), "a b");
   EXPECT_EQ(string(hinfo, "os"), "c");
   auto const naptr = one("x NAPTR 1 2 u E2U+sip \"!^.*$!sip:x!\" .");
   EXPECT_EQ(number(naptr, "order"), 1U);
   EXPECT_EQ(number(naptr, "preference"), 2U);
   EXPECT_EQ(string(naptr, "flags"), "u");
   EXPECT_EQ(string(naptr, "services"), "E2U+sip");
   EXPECT_EQ(string(naptr, "regexp"), "!^.*$!sip:x!");
   EXPECT_EQ(string(naptr, "replacement"), ".");
   EXPECT_EQ(string(one("x URI 1 2 \"https://x/\""), "target"), "https://x/");
   EXPECT_EQ(string(one("x RP M t"), "mbox"), "m.example.test");
   EXPECT_EQ(string(one("x RP M t"), "txt"), "t.example.test");
   EXPECT_EQ(
      string(one("x LOC 1 N 2 E 3m"), "location"), "1 0 0.000 N 2 0 0.000 E 3m 1m 10000m 10m");
   EXPECT_EQ(string(one("x LOC \\# 2 0133"), "location"), "\\# 2 0133");
}

TEST(field, of_service_bindings)
{
   auto const r = one("x HTTPS 16 Host port=53 alpn=h2");
   EXPECT_EQ(number(r, "priority"), 16U);
   EXPECT_EQ(string(r, "target"), "host.example.test");
   EXPECT_EQ(string(r, "params"), "alpn=h2 port=53");
   EXPECT_EQ(string(one("x SVCB 0 h"), "params"), "");
}

TEST(field, of_keys_and_certificates)
{
   auto const sshfp = one("x SSHFP 4 2 00ff");
   EXPECT_EQ(number(sshfp, "algorithm"), 4U);
   EXPECT_EQ(number(sshfp, "fingerprint_type"), 2U);
   EXPECT_EQ(string(sshfp, "fingerprint"), "\0\xff"_b);
   EXPECT_EQ(string(one("x OPENPGPKEY AP8="), "key"), "\0\xff"_b);
   EXPECT_EQ(string(one("x SMIMEA 3 1 2 00ff"), "data"), "\0\xff"_b);
   EXPECT_EQ(string(one("x CDS 1 2 3 00ff"), "digest"), "\0\xff"_b);
   EXPECT_EQ(string(one("x CDNSKEY 257 3 13 AP8="), "public_key"), "\0\xff"_b);
}

TEST(field, strings_are_bytes_and_text_is_their_concatenation)
{
   auto const r = *made(rrtype::txt, "\3v=s\0\2p\xff\3\xc3\xa4\n"_b);
   EXPECT_EQ(
      std::get<std::vector<std::string>>(*field(r, "strings")),
      (std::vector<std::string>{"v=s", "", "p\xff", "\xc3\xa4\n"}));
   EXPECT_EQ(string(r, "text"), "v=sp\\255\xc3\xa4\n");
}

// A character that two strings share is whole again in their concatenation.
TEST(field, text_joins_before_it_escapes)
{
   EXPECT_EQ(string(*made(rrtype::txt, "\1\xc3\1\xa4"), "text"), "\xc3\xa4");
}

TEST(field, rdata_is_there_for_every_type)
{
   EXPECT_EQ(string(*made(rrtype::a, "abcd"), "rdata"), "abcd");
   EXPECT_EQ(string(*made(static_cast<rrtype>(999), "\0x"_b), "rdata"), "\0x"_b);
}

TEST(field, is_null_for_a_key_that_the_type_lacks)
{
   EXPECT_FALSE(field(*made(rrtype::a, "abcd"), "exchange"));
   EXPECT_FALSE(field(*made(rrtype::a, "abcd"), "text"));
   EXPECT_FALSE(field(*made(rrtype::a, "abcd"), ""));
   EXPECT_FALSE(field(*made(static_cast<rrtype>(999), ""), "address"));
   EXPECT_FALSE(field_type(rrtype::a, "text"));
   EXPECT_FALSE(field_type(static_cast<rrtype>(999), "address"));
}

TEST(field, keys_and_types_are_known_without_a_record)
{
   EXPECT_EQ(
      field_keys(rrtype::mx), (std::vector<std::string_view>{"preference", "exchange", "rdata"}));
   EXPECT_EQ(field_keys(rrtype::txt), (std::vector<std::string_view>{"strings", "text", "rdata"}));
   EXPECT_EQ(field_keys(static_cast<rrtype>(999)), (std::vector<std::string_view>{"rdata"}));
   EXPECT_EQ(field_type(rrtype::mx, "preference"), value_type::integer);
   EXPECT_EQ(field_type(rrtype::mx, "exchange"), value_type::text);
   EXPECT_EQ(field_type(rrtype::txt, "strings"), value_type::bytes_list);
   EXPECT_EQ(field_type(rrtype::txt, "text"), value_type::text);
   EXPECT_EQ(field_type(rrtype::nsec, "types"), value_type::text_list);
   EXPECT_EQ(field_type(rrtype::rrsig, "expiration"), value_type::integer);
   EXPECT_FALSE(field_type(rrtype::hinfo, "text"));
   EXPECT_EQ(field_type(rrtype::caa, "value"), value_type::text);
   EXPECT_EQ(field_type(static_cast<rrtype>(999), "rdata"), value_type::bytes);
}

// RFC 4034 section 6.3: RDATA is compared as bytes, left-justified and unsigned.
TEST(record, canonical_order)
{
   std::vector<record> sorted{
      {name_of("a"), rrtype::a, 9, "\1\1\1\1"},
      {name_of("a"), rrtype::a, 1, "\1\1\1\xff"},
      {name_of("a"), rrtype::a, 2, "\1\1\1\xff"},
      {name_of("a"), rrtype::txt, 1, "\1"},
      {name_of("a"), rrtype::txt, 1, "\1a"},
      {name_of("b.a"), rrtype::a, 1, "\1\1\1\1"},
      {name_of("b"), rrtype::a, 1, "\1\1\1\1"}};
   auto shuffled = sorted;
   std::ranges::reverse(shuffled);
   std::ranges::sort(shuffled);
   EXPECT_EQ(shuffled, sorted);
}

TEST(record, text_of_hostile_bytes_is_printable)
{
   std::string all = "\xff";
   for (int byte = 0; byte != 255; ++byte)
      all += static_cast<char>(byte);
   for (auto const type : {rrtype::txt, rrtype::caa, static_cast<rrtype>(999)}) {
      auto const r = made(type, type == rrtype::caa ? "\0\2ab"_b + all : all);
      ASSERT_TRUE(r);
      EXPECT_TRUE(std::ranges::all_of(to_text(*r), [](char c) {
         return c >= ' ' && c <= '~';
      }));
   }
}

}  // namespace
