// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dns/message_builder.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

constexpr std::size_t question_name = 12;  // where the first name of a message stands
std::string const asked = "\7Example\4TEST\0"_b;

// One question for asked, and these records in the answer section.
decoded answer_of(std::vector<std::string> const& records)
{
   auto wire = wire_header({1, records.size(), 0, 0}) + wire_question(asked, rrtype::a);
   for (auto const& r : records)
      wire += r;
   return decode_bytes(wire);
}

TEST(decode, reads_every_bit_of_the_header)
{
   auto const head = [](std::size_t flags) {
      return decode_bytes(wire_header({0, 0, 0, 0}, flags)).value.head;
   };
   header none;
   none.id = 0x1234;
   EXPECT_EQ(head(0), none);
   EXPECT_TRUE(head(0x8000).qr);
   EXPECT_EQ(head(0x7800).opcode, 15);
   EXPECT_TRUE(head(0x0400).aa);
   EXPECT_TRUE(head(0x0200).tc);
   EXPECT_TRUE(head(0x0100).rd);
   EXPECT_TRUE(head(0x0080).ra);
   EXPECT_EQ(head(0x0040), none);  // reserved
   EXPECT_TRUE(head(0x0020).ad);
   EXPECT_TRUE(head(0x0010).cd);
   EXPECT_EQ(head(0x0003).code, rcode::nxdomain);
   EXPECT_FALSE(head(0xffff).id != 0x1234);
}

TEST(decode, lowers_case_and_follows_pointers_in_owners_and_rdata)
{
   auto const out = answer_of(
      {wire_record(pointer(question_name), rrtype::mx, "\0\12\2MX"_b + pointer(question_name))});
   ASSERT_FALSE(out.error);
   EXPECT_EQ(out.value.questions, (std::vector<question>{{name_of("example.test"), rrtype::a}}));
   ASSERT_EQ(out.value.answer.size(), 1U);
   EXPECT_EQ(to_text(out.value.answer[0]), "example.test. 300 IN MX 10 mx.example.test.");
}

TEST(decode, a_pointer_may_lead_into_the_middle_of_a_name_and_to_a_pointer)
{
   // The owner at 30 is a bare pointer to "test"; the second owner leads to that pointer.
   auto const first = wire_record(pointer(question_name + 8), rrtype::a, "abcd");
   auto const out = answer_of({first, wire_record(pointer(30), rrtype::a, "abce")});
   ASSERT_FALSE(out.error) << out.error->reason;
   ASSERT_EQ(out.value.answer.size(), 2U);
   EXPECT_EQ(out.value.answer[1].owner, name_of("test"));
}

// RFC 3597 section 4 wants SRV decompressed; RFC 2782 forbids to compress it.
TEST(decode, is_lenient_with_compressed_names_in_any_known_type)
{
   auto const out = answer_of(
      {wire_record("\0"_b, rrtype::srv, "\0\1\0\2\0\3"_b + pointer(question_name)),
       wire_record("\0"_b, rrtype::dname, pointer(question_name))});
   ASSERT_FALSE(out.error);
   EXPECT_EQ(rdata_to_text(out.value.answer[0]), "1 2 3 example.test.");
   EXPECT_EQ(rdata_to_text(out.value.answer[1]), "example.test.");
}

TEST(decode, pointers_that_do_not_lead_backwards_are_errors)
{
   auto const error_with_owner = [](std::string const& owner) {
      return answer_of({wire_record(owner, rrtype::a, "abcd")}).error;
   };
   constexpr std::size_t here = 30;  // where the record begins
   EXPECT_FALSE(error_with_owner(pointer(question_name)));
   EXPECT_TRUE(error_with_owner(pointer(here)));            // to itself
   EXPECT_TRUE(error_with_owner(pointer(here + 1)));        // into itself
   EXPECT_TRUE(error_with_owner(pointer(here + 2)));        // forward
   EXPECT_TRUE(error_with_owner(pointer(0x3fff)));          // out of the message
   EXPECT_TRUE(error_with_owner("\1a"_b + pointer(here)));  // to its own first label
   EXPECT_TRUE(error_with_owner(pointer(0)));               // into the header
   EXPECT_TRUE(error_with_owner(pointer(11)));
}

TEST(decode, pointers_in_a_circle_are_errors)
{
   // Two owners that lead to each other: the first would have to lead forward.
   auto const first = wire_record("\1a"_b + pointer(46), rrtype::a, "abcd");
   auto const second = wire_record("\1b"_b + pointer(30), rrtype::a, "abcd");
   EXPECT_TRUE(answer_of({first, second}).error);
   // A pointer to a pointer to itself.
   EXPECT_TRUE(answer_of({wire_record(pointer(30), rrtype::ns, pointer(30))}).error);
}

TEST(decode, a_pointed_to_name_must_end_before_the_pointer)
{
   // RDATA holds the label "x", whose name would run on into the pointer behind it.
   auto const rdata = "\1x"_b + pointer(42);
   auto const out = answer_of({wire_record(pointer(question_name), rrtype::ns, rdata)});
   ASSERT_TRUE(out.error);
   EXPECT_EQ(out.error->offset, 44U);
   EXPECT_TRUE(out.value.answer.empty());
}

// Each jump goes back, yet thousands of them for each of thousands of names would take long.
TEST(decode, long_chains_of_pointers_are_errors)
{
   auto const chain_of = [](std::size_t length) {
      std::string rdata;
      std::size_t const start = question_name + asked.size() + 4 + 11;
      rdata += pointer(question_name);
      for (std::size_t i = 1; i != length; ++i)
         rdata += pointer(start + 2 * (i - 1));
      auto const last = start + 2 * (length - 1);
      return answer_of(
         {wire_record("\0"_b, static_cast<rrtype>(65280), rdata),
          wire_record(pointer(last), rrtype::a, "abcd")});
   };
   EXPECT_FALSE(chain_of(126).error);
   EXPECT_TRUE(chain_of(127).error);
   EXPECT_TRUE(chain_of(8000).error);
}

TEST(decode, names_over_255_bytes_are_errors_also_when_compressed)
{
   std::string const label = "\x3f" + std::string(63, 'a');
   auto const long_name = label + label + label;
   // 193 bytes for the question's name, and up to 62 before a pointer to it.
   auto const wire = [&](std::size_t length) {
      return wire_header({1, 1, 0, 0}) + wire_question(long_name + '\0', rrtype::a) +
             wire_record(
                static_cast<char>(length) + std::string(length, 'b') + pointer(question_name),
                rrtype::a,
                "abcd");
   };
   auto const out = decode_bytes(wire(61));
   ASSERT_FALSE(out.error);
   EXPECT_EQ(out.value.answer.at(0).owner.wire().size(), 255U);
   EXPECT_TRUE(decode_bytes(wire(62)).error);
}

TEST(decode, other_label_types_are_errors)
{
   EXPECT_TRUE(
      answer_of({wire_record("\x40"_b + std::string(64, 'a') + '\0', rrtype::a, "abcd")}).error);
   EXPECT_TRUE(answer_of({wire_record("\x80\0"_b, rrtype::a, "abcd")}).error);
   EXPECT_TRUE(answer_of({wire_record("\x41\0"_b, rrtype::a, "abcd")}).error);
}

TEST(decode, rdlength_beyond_the_message_is_an_error)
{
   auto record = wire_record(pointer(question_name), rrtype::a, "abcd");
   auto const good = wire_header({0, 1, 0, 0}) + wire_record("\0"_b, rrtype::a, "abcd");
   EXPECT_FALSE(decode_bytes(good).error);
   for (char const length : {'\5', '\xff'}) {
      auto bad = good;
      bad[bad.size() - 5] = length;
      auto const out = decode_bytes(bad);
      ASSERT_TRUE(out.error);
      EXPECT_EQ(out.error->offset, bad.size() - 4);
      EXPECT_TRUE(out.value.answer.empty());
   }
}

TEST(decode, rdata_that_does_not_fit_its_type_is_an_error)
{
   auto const fails = [](rrtype type, std::string const& rdata) {
      return answer_of({wire_record("\0"_b, type, rdata), wire_record("\0"_b, rrtype::a, "abcd")})
         .error.has_value();
   };
   EXPECT_TRUE(fails(rrtype::a, "abc"));
   EXPECT_TRUE(fails(rrtype::a, "abcde"));
   EXPECT_TRUE(fails(rrtype::mx, "\0\1\1a"_b));
   EXPECT_TRUE(fails(rrtype::mx, "\0\1\0\0"_b));
   EXPECT_TRUE(fails(rrtype::txt, ""));
   EXPECT_TRUE(fails(rrtype::txt, "\2a"));
   EXPECT_TRUE(fails(rrtype::caa, "\0\5iss"_b));
   EXPECT_TRUE(fails(rrtype::soa, "\0\0"_b));
   EXPECT_FALSE(fails(static_cast<rrtype>(65280), ""));
}

// A name in RDATA that runs on into the next record.
TEST(decode, names_stay_within_their_rdata)
{
   auto record = wire_record("\0"_b, rrtype::ns, "\4test\0"_b);
   record[10] = 5;
   EXPECT_TRUE(answer_of({record}).error);
}

TEST(decode, counts_that_lie_are_errors)
{
   auto const record = wire_record("\0"_b, rrtype::a, "abcd");
   EXPECT_FALSE(decode_bytes(wire_header({0, 1, 0, 0}) + record).error);
   for (auto const& counts : std::vector<std::array<std::size_t, 4>>{
           {0, 2, 0, 0}, {0, 65535, 0, 0}, {0, 1, 1, 0}, {0, 1, 0, 1}, {65535, 0, 0, 0}})
      EXPECT_TRUE(decode_bytes(wire_header(counts) + record).error);
   auto const out = decode_bytes(wire_header({0, 9, 9, 9}) + record);
   EXPECT_EQ(out.value.answer.size(), 1U);
   EXPECT_EQ(out.error->offset, 12 + record.size());
}

TEST(decode, tolerates_bytes_behind_the_last_record)
{
   auto const out = decode_bytes(wire_header({0, 0, 0, 0}) + "xyz");
   EXPECT_FALSE(out.error);
   EXPECT_EQ(out.value.head.id, 0x1234);
}

TEST(decode, no_bytes_are_an_error)
{
   auto const out = decode_bytes("");
   ASSERT_TRUE(out.error);
   EXPECT_EQ(out.error->offset, 0U);
   EXPECT_EQ(out.value, message{});
}

TEST(decode, keeps_other_classes_apart_and_does_not_look_into_them)
{
   auto const tsig = static_cast<rrtype>(250);
   auto const out = answer_of(
      {wire_record("\0"_b, tsig, "whatever", 255),
       wire_record("\0"_b, rrtype::a, "", 3),
       wire_record("\0"_b, rrtype::a, "abcd")});
   EXPECT_FALSE(out.error);
   EXPECT_EQ(
      out.value.others,
      (std::vector<other_class_record>{
         {section::answer, name{}, tsig, 255, 300, "whatever"},
         {section::answer, name{}, rrtype::a, 3, 300, ""}}));
   EXPECT_EQ(out.value.answer.size(), 1U);
   auto const chaos =
      decode_bytes(wire_header({1, 0, 0, 0}) + wire_question(asked, rrtype::txt, 3));
   EXPECT_TRUE(chaos.value.questions.empty());
   EXPECT_EQ(
      chaos.value.others,
      (std::vector<other_class_record>{
         {section::question, name_of("example.test"), rrtype::txt, 3, 0, ""}}));
}

TEST(decode, ttl_with_the_highest_bit_is_zero)
{
   auto const ttl = [](std::uint32_t value) {
      return answer_of({wire_record("\0"_b, rrtype::a, "abcd", 1, value)}).value.answer.at(0).ttl;
   };
   EXPECT_EQ(ttl(0x7fffffff), 0x7fffffffU);
   EXPECT_EQ(ttl(0x80000000), 0U);
   EXPECT_EQ(ttl(0xffffffff), 0U);
}

TEST(decode, sorts_within_an_rrset_and_keeps_the_order_of_rrsets)
{
   auto const a = [](std::string const& owner, std::string const& rdata) {
      return wire_record("\1"_b + owner + '\0', rrtype::a, rdata);
   };
   auto const out = answer_of({a("z", "0002"), a("z", "0001"), a("a", "0009"), a("a", "0003")});
   std::vector<std::string> rdata;
   for (auto const& r : out.value.answer)
      rdata.push_back(r.owner.to_text() + r.rdata);
   EXPECT_EQ(rdata, (std::vector<std::string>{"z0001", "z0002", "a0003", "a0009"}));
}

// RFC 6891 section 6.1.
class decode_opt : public testing::Test {
protected:
   static decoded additional(std::vector<std::string> const& records, std::size_t flags = 0x8183)
   {
      auto wire = wire_header({0, 0, 0, records.size()}, flags);
      for (auto const& r : records)
         wire += r;
      return decode_bytes(wire);
   }
   static std::string opt(std::string const& rdata, std::uint32_t ttl = 0)
   {
      return wire_record("\0"_b, rrtype::opt, rdata, 4096, ttl);
   }
};

TEST_F(decode_opt, is_not_a_record)
{
   auto const out = additional({opt("\0\12\0\3abc\0\17\0\0"_b, 0x01028000)});
   ASSERT_FALSE(out.error);
   EXPECT_TRUE(out.value.additional.empty());
   ASSERT_TRUE(out.value.opt);
   EXPECT_EQ(out.value.opt->udp_size, 4096);
   EXPECT_EQ(out.value.opt->version, 2);
   EXPECT_TRUE(out.value.opt->dnssec_ok);
   EXPECT_EQ(out.value.opt->options, (std::vector<edns_option>{{10, "abc"}, {15, ""}}));
   EXPECT_EQ(static_cast<int>(out.value.head.code), 0x13);
}

TEST_F(decode_opt, gives_the_upper_bits_of_the_rcode)
{
   EXPECT_EQ(additional({opt("", 0x01000000)}, 0x8180).value.head.code, rcode::badvers);
   EXPECT_EQ(static_cast<int>(additional({opt("", 0xff000000)}, 0x818f).value.head.code), 0xfff);
   EXPECT_EQ(additional({opt("")}).value.head.code, rcode::nxdomain);
}

TEST_F(decode_opt, that_is_malformed_is_an_error)
{
   EXPECT_TRUE(additional({opt("\0\12\0\4abc"_b)}).error);
   EXPECT_TRUE(additional({opt("\0\12\0"_b)}).error);
   EXPECT_FALSE(additional({opt("\0\12\0\4abc"_b)}).value.opt);
}

TEST_F(decode_opt, may_stand_once_at_the_root_in_the_additional_section)
{
   EXPECT_TRUE(additional({opt(""), opt("")}).error);
   EXPECT_TRUE(additional({wire_record("\1a\0"_b, rrtype::opt, "", 512)}).error);
   EXPECT_TRUE(answer_of({opt("")}).error);
   EXPECT_FALSE(additional({opt(""), wire_record("\0"_b, rrtype::a, "abcd")}).error);
}

}  // namespace
