// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dns/message_builder.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

message answer_with(std::string_view zone_text)
{
   message m;
   m.questions = {{name_of("example.test"), rrtype::a}};
   m.answer = zone(zone_text);
   return m;
}

std::size_t occurrences(std::string const& text, std::string const& part)
{
   std::size_t count = 0;
   for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
      ++count;
   return count;
}

TEST(encode, a_query_is_what_the_rfcs_draw)
{
   auto const wire = encode(make_query({name_of("Example.test"), rrtype::mx}, 0xabcd));
   EXPECT_EQ(
      wire,
      from_hex("abcd 0100 0001 0000 0000 0001") + "\7example\4test\0"_b + from_hex("000f 0001") +
         from_hex("00 0029 04d0 00000000 0000"));
}

TEST(encode, writes_every_bit_of_the_header)
{
   for (std::size_t flags = 0; flags < 0x10000; flags += 7) {
      auto const known = flags & ~std::size_t{0x40};
      auto const wire = wire_header({0, 0, 0, 0}, known);
      ASSERT_EQ(encode(decode_bytes(wire).value), wire) << flags;
   }
}

TEST(encode, what_decodes_is_what_was_encoded)
{
   auto const m = sample_message();
   auto const out = decode_bytes(encode(m));
   ASSERT_FALSE(out.error) << out.error->reason;
   EXPECT_EQ(out.value, m);
}

TEST(encode, compresses_owners_and_the_names_that_rfc_3597_lists)
{
   auto const wire = encode(sample_message());
   // In the question; SRV has the name in full (RFC 2782).
   EXPECT_EQ(occurrences(wire, "\7example\4test\0"_b), 2U);
   EXPECT_EQ(occurrences(wire, "\3mx1\7example\4test\0"_b), 1U);
}

// RFC 3597 section 4: only those of RFC 1035.
TEST(encode, writes_names_of_later_types_in_full)
{
   for (std::string const text :
        {"@ SRV 1 2 3 host",
         "@ DNAME host",
         "@ RP host host",
         "@ NAPTR 1 2 \"\" \"\" \"\" host",
         "@ RRSIG A 8 2 300 1 1 1 host AAEC",
         "@ NSEC host A",
         "@ SVCB 1 host",
         "@ HTTPS 1 host"}) {
      auto const m = answer_with("host A 192.0.2.1\n" + text + '\n');
      auto const& rdata = m.answer.at(1).rdata;
      EXPECT_NE(encode(m).find(u16(rdata.size()) + rdata), std::string::npos) << text;
   }
}

TEST(encode, a_name_is_compressed_to_its_longest_known_suffix)
{
   auto const wire = encode(answer_with("a.b A 192.0.2.1\nc.b A 192.0.2.2\na.b NS c.b\n"));
   auto const question = 12 + name_of("example.test").wire().size() + 4;
   EXPECT_EQ(wire.substr(question, 6), "\1a\1b"_b + pointer(12));
   EXPECT_EQ(wire.substr(question + 20, 4), "\1c"_b + pointer(question + 2));
   EXPECT_EQ(wire.substr(question + 20 + 18, 2), pointer(question));
   EXPECT_EQ(wire.substr(wire.size() - 2), pointer(question + 20));
}

// A pointer has 14 bits.
TEST(encode, names_beyond_16_kib_are_not_pointed_at)
{
   std::string text;
   for (int i = 0; i != 80; ++i)
      text += "f TXT \"" + std::to_string(i) + std::string(250, 'x') + "\"\n";
   text += "deep.late A 192.0.2.1\ndeep.late NS deep.late\n";
   auto const m = answer_with(text);
   auto const wire = encode(m);
   ASSERT_GT(wire.size(), 0x4000U);
   EXPECT_EQ(occurrences(wire, "\4deep"_b), 3U);
   auto out = decode_bytes(wire);
   ASSERT_FALSE(out.error);
   auto sorted = m.answer;
   std::sort(sorted.begin(), sorted.end() - 2);
   EXPECT_EQ(out.value.answer, sorted);
}

TEST(encode, truncates_at_whole_rrsets_and_says_so)
{
   auto const m = answer_with("a A 192.0.2.1\na A 192.0.2.2\nb A 192.0.2.3\nb A 192.0.2.4\n");
   auto const whole = encode(m);
   for (std::size_t limit = 30; limit != whole.size(); ++limit) {
      auto const wire = encode(m, limit);
      EXPECT_LE(wire.size(), limit);
      auto const out = decode_bytes(wire);
      ASSERT_FALSE(out.error);
      EXPECT_TRUE(out.value.head.tc);
      EXPECT_TRUE(out.value.answer.empty() || out.value.answer.size() == 2) << limit;
   }
   EXPECT_EQ(encode(m, whole.size()), whole);
   EXPECT_FALSE(decode_bytes(whole).value.head.tc);
}

// RFC 2181 section 9: TC is not for what is only additional.
TEST(encode, leaves_out_additional_records_without_tc)
{
   auto m = answer_with("a A 192.0.2.1\n");
   auto const without = encode(m).size();
   m.additional = zone("b A 192.0.2.2\n");
   auto const out = decode_bytes(encode(m, without + 5));
   ASSERT_FALSE(out.error);
   EXPECT_FALSE(out.value.head.tc);
   EXPECT_EQ(out.value.answer.size(), 1U);
   EXPECT_TRUE(out.value.additional.empty());
}

TEST(encode, what_follows_the_first_rrset_left_out_is_left_out_too)
{
   auto m = answer_with("a TXT \"" + std::string(200, 'x') + "\"\n");
   m.authority = m.additional = zone("b A 192.0.2.2\n");
   auto const out = decode_bytes(encode(m, 200));
   ASSERT_FALSE(out.error);
   EXPECT_TRUE(out.value.head.tc);
   EXPECT_TRUE(out.value.answer.empty());
   EXPECT_TRUE(out.value.authority.empty());
   EXPECT_TRUE(out.value.additional.empty());
}

TEST(encode, opt_stays_when_truncated)
{
   auto const m = sample_message();
   for (std::size_t limit = 80; limit < encode(m).size(); ++limit) {
      auto const wire = encode(m, limit);
      EXPECT_LE(wire.size(), limit);
      auto const out = decode_bytes(wire);
      ASSERT_FALSE(out.error);
      EXPECT_EQ(out.value.opt, m.opt);
      EXPECT_EQ(out.value.questions, m.questions);
   }
}

TEST(encode, never_points_to_what_truncation_has_taken_away)
{
   auto m = answer_with("a A 192.0.2.1\n");
   m.answer.push_back(zone("long.name CNAME " + std::string(60, 'y')).at(0));
   m.additional = zone("z NS long.name\n");
   auto const short_of_cname = encode(answer_with("a A 192.0.2.1\n")).size() + 20;
   for (std::size_t limit = 40; limit <= short_of_cname; ++limit)
      EXPECT_FALSE(decode_bytes(encode(m, limit)).error) << limit;
}

TEST(encode, never_exceeds_what_tcp_can_carry)
{
   std::string text;
   for (int i = 0; i != 300; ++i)
      text += "r" + std::to_string(i) + " TXT \"" + std::string(250, 'x') + "\"\n";
   auto const m = answer_with(text);
   auto const wire = encode(m);
   EXPECT_LE(wire.size(), 65535U);
   auto const out = decode_bytes(wire);
   ASSERT_FALSE(out.error);
   EXPECT_TRUE(out.value.head.tc);
   EXPECT_GT(out.value.answer.size(), 200U);
   EXPECT_EQ(encode(m, 100000), wire);
}

TEST(encode, too_many_questions_or_options_do_not_overflow)
{
   message m;
   m.questions.assign(70000, {name_of("example.test"), rrtype::a});
   EXPECT_LE(encode(m).size(), 65535U);
   EXPECT_FALSE(decode_bytes(encode(m)).error);
   m.questions.resize(1);
   m.opt = edns{};
   m.opt->options.assign(3, {10, std::string(40000, 'x')});
   EXPECT_LE(encode(m).size(), 65535U);
   EXPECT_EQ(decode_bytes(encode(m)).value.opt->options.size(), 1U);
}

// Without OPT, BADVERS (16) would read as NOERROR.
TEST(encode, a_long_rcode_brings_its_opt_record)
{
   message m;
   m.head.code = rcode::badvers;
   auto const out = decode_bytes(encode(m));
   EXPECT_EQ(out.value.head.code, rcode::badvers);
   EXPECT_TRUE(out.value.opt);
}

TEST(encode, bytes_of_unknown_types_are_not_touched)
{
   auto const m = answer_with("x TYPE65280 \\# 6 c00c03414243\n");
   auto const wire = encode(m);
   EXPECT_EQ(wire.substr(wire.size() - 6), "\xc0\x0c\3ABC"_b);
   EXPECT_EQ(decode_bytes(wire).value, m);
}

}  // namespace
