// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_text.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::vector<std::string> texts(std::string_view zone_text)
{
   std::vector<std::string> out;
   for (auto const& r : zone(zone_text))
      out.push_back(to_text(r));
   return out;
}

dnslint::base::diagnostics errors(std::string_view zone_text, std::uint32_t first_line = 1)
{
   auto const parsed = parse_zone_text(zone_text, name_of("example.test"), "f.zone", first_line);
   return parsed ? dnslint::base::diagnostics{} : parsed.errors();
}

using lines = std::vector<std::string>;

TEST(zone_text, names_are_relative_to_the_origin)
{
   EXPECT_EQ(texts("@ MX 10 mx"), lines{"example.test. 3600 IN MX 10 mx.example.test."});
   EXPECT_EQ(texts("WWW CNAME Other."), lines{"www.example.test. 3600 IN CNAME other."});
   auto const below_root = parse_zone_text("a A 192.0.2.1", name{}, "f");
   EXPECT_EQ(to_text(below_root->at(0)), "a. 3600 IN A 192.0.2.1");
}

TEST(zone_text, ttl_and_class_may_be_left_out)
{
   EXPECT_EQ(texts("a 5 IN A 192.0.2.1"), lines{"a.example.test. 5 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a IN A 192.0.2.1"), lines{"a.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a 1h A 192.0.2.1"), lines{"a.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a 0 A 192.0.2.1"), lines{"a.example.test. 0 IN A 192.0.2.1"});
}

// RFC 1035 section 5.1 has both orders.
TEST(zone_text, class_and_ttl_come_in_either_order)
{
   for (std::string_view const text :
        {"a 300 IN A 192.0.2.1",
         "a IN 300 A 192.0.2.1",
         "a in 5m A 192.0.2.1",
         "a 5M IN A 192.0.2.1",
         "a CLASS1 300 A 192.0.2.1",
         "a\tIN\t300\tA\t192.0.2.1"})
      EXPECT_EQ(texts(text), lines{"a.example.test. 300 IN A 192.0.2.1"}) << text;
   EXPECT_EQ(texts(" IN 300 A 192.0.2.1"), lines{"example.test. 300 IN A 192.0.2.1"});
   EXPECT_EQ(texts("in IN 300 A 192.0.2.1"), lines{"in.example.test. 300 IN A 192.0.2.1"});
   EXPECT_EQ(texts("300 IN 300 A 192.0.2.1"), lines{"300.example.test. 300 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a IN 300 TXT \"IN 300\""), lines{"a.example.test. 300 IN TXT \"IN 300\""});
}

TEST(zone_text, times_have_units)
{
   EXPECT_EQ(
      texts("@ SOA ns h 1 1d12h30m 3600s 2W 1H"),
      lines{
         "example.test. 3600 IN SOA ns.example.test. h.example.test. 1 131400 3600 1209600 3600"});
   EXPECT_EQ(texts("$TTL 1w2d\na A 192.0.2.1"), lines{"a.example.test. 777600 IN A 192.0.2.1"});
}

TEST(zone_text, an_at_sign_is_the_origin_in_rdata_too)
{
   EXPECT_EQ(texts("a CNAME @"), lines{"a.example.test. 3600 IN CNAME example.test."});
   EXPECT_EQ(texts("@ MX 10 @"), lines{"example.test. 3600 IN MX 10 example.test."});
}

TEST(zone_text, blanks_in_texts_may_be_escaped_instead_of_quoted)
{
   EXPECT_EQ(
      texts("@ TXT v=spf1\\ mx\\ -all"), lines{"example.test. 3600 IN TXT \"v=spf1 mx -all\""});
}

// RFC 3597 section 5: also for types that have a form of their own.
TEST(zone_text, rdata_may_be_bytes)
{
   EXPECT_EQ(texts("a A \\# 4 c0000201"), lines{"a.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a TYPE1 \\# 4 C0 00 02 01"), lines{"a.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("a IN 60 TYPE65280 \\# 0"), lines{"a.example.test. 60 IN TYPE65280 \\# 0"});
}

TEST(zone_text, an_owner_left_out_is_the_one_before)
{
   EXPECT_EQ(
      texts("a A 192.0.2.1\n  A 192.0.2.2\n\tTXT x\n"),
      (lines{
         "a.example.test. 3600 IN A 192.0.2.1",
         "a.example.test. 3600 IN A 192.0.2.2",
         "a.example.test. 3600 IN TXT \"x\""}));
   EXPECT_EQ(texts(" A 192.0.2.1"), lines{"example.test. 3600 IN A 192.0.2.1"});
}

TEST(zone_text, origin_and_ttl_carry_on_from_their_line)
{
   EXPECT_EQ(
      texts("a A 192.0.2.1\n$TTL 1m\n$ORIGIN sub\na A 192.0.2.2\n$ORIGIN other.\n$ttl 7\na A "
            "192.0.2.3\n"),
      (lines{
         "a.example.test. 3600 IN A 192.0.2.1",
         "a.sub.example.test. 60 IN A 192.0.2.2",
         "a.other. 7 IN A 192.0.2.3"}));
   EXPECT_EQ(texts("$ORIGIN .\na A 192.0.2.1"), lines{"a. 3600 IN A 192.0.2.1"});
}

std::vector<std::string> without_zone(std::string_view zone_text)
{
   auto const parsed = parse_zone_text(zone_text, "f.zone");
   std::vector<std::string> out;
   for (auto const& r : parsed ? *parsed : std::vector<record>{})
      out.push_back(to_text(r));
   if (!parsed)
      for (auto const& e : parsed.errors())
         out.push_back(std::to_string(e.where.line) + ": " + e.message);
   return out;
}

constexpr auto is_relative = ": a relative name, and nothing says which zone this is";

// The SOA's owner is the apex, so that names after it are relative to it, and so are those within.
TEST(zone_text_without_zone, is_of_the_zone_that_the_soa_names)
{
   EXPECT_EQ(
      without_zone("example.test. 60 IN SOA ns h 1 2 3 4 5\n@ 60 NS ns\n 60 A 192.0.2.1"),
      (lines{
         "example.test. 60 IN SOA ns.example.test. h.example.test. 1 2 3 4 5",
         "example.test. 60 IN NS ns.example.test.",
         "example.test. 60 IN A 192.0.2.1"}));
   EXPECT_EQ(
      without_zone("$ORIGIN example.test.\n@ 60 SOA ns h 1 2 3 4 5\n$ORIGIN sub\na 60 A 192.0.2.1"),
      (lines{
         "example.test. 60 IN SOA ns.example.test. h.example.test. 1 2 3 4 5",
         "a.sub.example.test. 60 IN A 192.0.2.1"}));
   EXPECT_EQ(without_zone("a.b. 60 A 192.0.2.1"), lines{"a.b. 60 IN A 192.0.2.1"});
}

TEST(zone_text_without_zone, refuses_relative_names_once)
{
   for (std::string_view const text :
        {"@ IN SOA ns.example.test. h.example.test. 1 2 3 4 5\n@ NS ns.example.test.",
         "www A 192.0.2.1\nftp A 192.0.2.1",
         " A 192.0.2.1",
         "example.test. MX 10 mail",
         "example.test. CNAME @",
         "example.test. AFSDB 1 h",
         "$ORIGIN sub"})
      EXPECT_EQ(without_zone(text), lines{std::string{"1"} + is_relative}) << text;
   EXPECT_EQ(
      without_zone("a.b. A 192.0.2.1\nx A 192.0.2.1"), lines{std::string{"2"} + is_relative});
   EXPECT_EQ(without_zone("$ORIGIN .\n@ SOA a b 1 2 3 4 5").size(), 1U)
      << "the root, if one says so";
}

TEST(zone_text, parentheses_join_lines_and_comments_are_skipped)
{
   EXPECT_EQ(
      texts("; first\n@ SOA ns hostmaster ( ; open (\n 1 ; serial \" \\\n 2\n 3 4 )  5 ; end\n\n   "
            "; last"),
      lines{"example.test. 3600 IN SOA ns.example.test. hostmaster.example.test. 1 2 3 4 5"});
}

TEST(zone_text, quotes_protect_what_has_a_meaning_elsewhere)
{
   EXPECT_EQ(
      texts("a TXT \"v=DKIM1; p=(x) \\\" \" ; comment"),
      lines{"a.example.test. 3600 IN TXT \"v=DKIM1; p=(x) \\\" \""});
   EXPECT_EQ(texts("a TXT x\\;y \\\"z"), (lines{"a.example.test. 3600 IN TXT \"x;y\" \"\\\"z\""}));
   EXPECT_EQ(texts("a TXT \"tab\there\""), lines{"a.example.test. 3600 IN TXT \"tab\\009here\""});
}

TEST(zone_text, escapes_in_names_are_understood)
{
   EXPECT_EQ(texts("a\\.b A 192.0.2.1"), lines{"a\\.b.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(
      texts("\\032\\255 A 192.0.2.1"), lines{"\\032\\255.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("* A 192.0.2.1"), lines{"*.example.test. 3600 IN A 192.0.2.1"});
   EXPECT_EQ(texts("_dmarc TXT x"), lines{"_dmarc.example.test. 3600 IN TXT \"x\""});
}

TEST(zone_text, line_ends_of_windows_are_blanks)
{
   EXPECT_EQ(texts("a A 192.0.2.1\r\nb A 192.0.2.2\r\n").size(), 2U);
}

TEST(zone_text, empty_text_has_no_records)
{
   EXPECT_TRUE(zone("").empty());
   EXPECT_TRUE(zone("\n \n\t; c\n").empty());
}

TEST(zone_text, types_outside_of_the_table_are_bytes)
{
   EXPECT_EQ(texts("a AFSDB 1 h."), lines{"a.example.test. 3600 IN TYPE18 \\# 5 0001016800"});
   EXPECT_EQ(texts("a TYPE65280 \\# 1 ff"), lines{"a.example.test. 3600 IN TYPE65280 \\# 1 ff"});
}

TEST(zone_text, long_lines_and_long_records_are_read)
{
   std::string text = "a TXT";
   for (int i = 0; i != 200; ++i)
      text += " \"" + std::string(250, 'x') + '"';
   EXPECT_EQ(std::get<std::string>(*field(zone(text).at(0), "text")).size(), 50000U);
}

TEST(zone_text_error, names_the_file_and_the_line_the_entry_begins_on)
{
   auto const found =
      errors("a A 192.0.2.1\n\nb MX (\n 10\n mx junk )\nc A 192.0.2.2\nd A 192.0.2\n", 10);
   ASSERT_EQ(found.size(), 2U);
   EXPECT_EQ(found[0].where.file, "f.zone");
   EXPECT_EQ(found[0].where.line, 12U);
   EXPECT_EQ(found[0].where.line_text, "b MX (");
   EXPECT_EQ(found[1].where.line, 16U);
   EXPECT_FALSE(found[1].message.empty());
}

TEST(zone_text_error, include_is_refused)
{
   for (std::string_view const text :
        {"$INCLUDE /etc/passwd", "$include x", "$INCLUDE", "$INCLUDE\tx"}) {
      ASSERT_EQ(errors(text).size(), 1U) << text;
      EXPECT_NE(errors(text)[0].message.find("$INCLUDE"), std::string::npos);
   }
}

TEST(zone_text_error, directives_are_strict)
{
   for (std::string_view const text :
        {"$GENERATE",
         "$GENERATE 1-2",
         "$TTL",
         "$TTL x",
         "$TTL 5 6",
         "$TTL 5x",
         "$TTL -1",
         "$TTL 99999999999",
         "$ORIGIN",
         "$ORIGIN a..b",
         "$ORIGIN a b",
         "$",
         "$ORIGINx a."})
      EXPECT_EQ(errors(text).size(), 1U) << text;
}

TEST(zone_text_error, broken_structure)
{
   for (std::string_view const text :
        {"a TXT ( x",
         "a TXT x )",
         "a TXT \"x",
         "a TXT \"x\ny\"",
         "a TXT x\\",
         "a TXT x\\\ny",
         "a TXT (\n\"x\n)"})
      EXPECT_EQ(errors(text).size(), 1U) << text;
   EXPECT_EQ(errors("a A 192.0.2.1\nb TXT (\n\n", 5).at(0).where.line, 6U);
}

TEST(zone_text_error, records_that_are_none)
{
   for (std::string_view const text :
        {"a",
         "a A",
         "a FOO bar",
         "a FOO",
         "a TYPE0 \\# 0",
         "a IN",
         "a A 192.0.2",
         "a A 192.0.2.1 x",
         "a A 2001:db8::1",
         "a..b A 192.0.2.1",
         "a TXT",
         "a MX mx",
         "a CH TXT x",
         "a OPT \\# 0",
         "a TXT \\# 0",
         "a A \\# 3 010203",
         "a TYPE65280 \\# 2 ff",
         "a TLSA 3 1 1 xyz",
         "a NSEC b FOO",
         "a NSEC3 1 0 1 - x",
         "a RRSIG FOO 8 2 300 1 1 1 . AAEC",
         "a SVCB 1 . alpn=h2 alpn=h3",
         "a SVCB 1 . ipv4hint=2001:db8::1"})
      EXPECT_EQ(errors(text).size(), 1U) << text;
   EXPECT_EQ(errors("a TXT \"" + std::string(256, 'x') + '"').size(), 1U);
   EXPECT_EQ(errors(std::string(64, 'a') + " A 192.0.2.1").size(), 1U);
}

// A number is never quietly another one.
TEST(zone_text_error, numbers_out_of_range)
{
   for (std::string_view const text :
        {"a MX 65536 mx",
         "a 4294967296 A 192.0.2.1",
         "a IN 4294967297 A 192.0.2.1",
         "a SRV 1 2 65616 h",
         "a CAA 256 issue \"x\"",
         "a TLSA 259 1 1 00",
         "@ SOA a b 4294967297 2 3 4 5",
         "a DNSKEY 65792 3 8 AAAA",
         "a NAPTR 65536 1 \"\" \"\" \"\" .",
         "a URI 1 65537 \"x\"",
         "a SSHFP 257 1 00",
         "a NSEC3PARAM 1 0 65536 -",
         "a HTTPS 65537 .",
         "a 2147483648 A 192.0.2.1",
         " MX 65546 mx",
         "x\\ y MX 65546 mx"})
      EXPECT_EQ(errors(text).size(), 1U) << text;
   EXPECT_TRUE(
      errors(
         "a MX 65535 mx\na MX 010 mx\nx\\ y 300 MX 5 h\n1 2 MX 3 4\na NAPTR 1 2 \"\" \"\" \"\" .")
         .empty());
}

TEST(zone_text_error, bytes_that_are_not_written_out)
{
   for (std::string_view const text :
        {"a TLSA 3 1 1 abc",
         "a DS 1 8 2 aa b",
         "a NSEC3PARAM 1 0 1 abc",
         "a NSEC3 1 0 1 abc 04hkaps9",
         "a TYPE65280 \\# 2 abc",
         "a TYPE652\xff"
         "80 \\# 1 aa",
         "a DNSKEY 257 3 8 AAA",
         "a TYPE65280x \\# 1 aa"})
      EXPECT_EQ(errors(text).size(), 1U) << text;
   EXPECT_TRUE(errors("a TLSA 3 1 1 ( AB\n cd )\nb DNSKEY 257 3 8 AA AA").empty());
}

TEST(zone_text_error, not_more_than_a_screenful)
{
   std::string text;
   for (int i = 0; i != 100; ++i)
      text += "a FOO\n";
   EXPECT_EQ(errors(text).size(), 20U);
}

TEST(zone_text_error, hostile_bytes)
{
   EXPECT_EQ(errors("a TXT \"\0\""_b).size(), 1U);
   EXPECT_EQ(errors(std::string((16U << 20U) + 1, ' ')).size(), 1U);
   EXPECT_EQ(errors("\xff\xfe A x").size(), 1U);
   EXPECT_EQ(errors(std::string(100000, '(')).size(), 1U);
   EXPECT_EQ(errors("a TXT " + std::string(100000, 'x')).size(), 1U);
}

}  // namespace
