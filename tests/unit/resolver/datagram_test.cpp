// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/datagram.hpp"

#include "core/base/escape.hpp"
#include "core/resolver/transport/letter_case.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <set>
#include <span>

namespace dnslint::resolver::tests {
namespace {

dns::question const q = ask("www.example.test", "A");
std::string const query = encode(dns::make_query(q, 0xabcd));

datagram_verdict judge(dns::message const& m)
{
   return judge_datagram(encode(m), query);
}

dns::message good()
{
   return with_answer(response(q, 0xabcd), "www.example.test. 300 A 192.0.2.1");
}

TEST(datagram, id_needs_a_whole_header)
{
   EXPECT_EQ(id_of(query), 0xabcd);
   EXPECT_EQ(id_of(std::string_view{query}.substr(0, 12)), 0xabcd);
   EXPECT_EQ(id_of(std::string_view{query}.substr(0, 11)), std::nullopt);
   EXPECT_EQ(id_of(""), std::nullopt);
}

TEST(datagram, an_answer_to_our_question_is_accepted_whatever_it_says)
{
   EXPECT_EQ(judge(good()), datagram_verdict::accepted);
   EXPECT_EQ(judge(with_code(good(), dns::rcode::nxdomain)), datagram_verdict::accepted);
   auto cut = good();
   cut.head.tc = true;
   EXPECT_EQ(judge(cut), datagram_verdict::accepted);
   EXPECT_EQ(judge_datagram(encode(good()) + "trailing", query), datagram_verdict::accepted);
}

TEST(datagram, a_name_in_other_letters_is_told_apart)
{
   auto wire = encode(good());
   wire[13] = 'W';
   EXPECT_EQ(judge_datagram(wire, query), datagram_verdict::case_folded);
   EXPECT_TRUE(answers_on_a_stream(datagram_verdict::case_folded));
   EXPECT_FALSE(answers_on_a_stream(datagram_verdict::wrong_question));
}

TEST(datagram, letters_are_scrambled_and_nothing_else)
{
   random_ids random;
   auto const long_name = ask("a1-b2._xyz.example.test", "TXT");
   std::string plain;
   dns::write_query(long_name, 7, plain);
   std::set<std::string> seen;
   for (auto i = 0; i < 200; ++i) {
      auto scrambled = plain;
      scramble_case(scrambled, random);
      EXPECT_TRUE(base::equal_ignoring_case(scrambled, plain));
      EXPECT_EQ(
         scrambled.substr(12 + long_name.asked.wire().size()),
         plain.substr(12 + long_name.asked.wire().size()));
      seen.insert(std::move(scrambled));
   }
   EXPECT_GT(seen.size(), 150U);  // of 2^16
}

TEST(letter_case, believes_a_server_that_folds_from_the_first_answer_on)
{
   letter_case letters;
   for (auto i = 0; i < 7; ++i)
      EXPECT_FALSE(letters.believes_folded());
   EXPECT_TRUE(letters.believes_folded());
}

TEST(letter_case, never_believes_one_that_has_kept_case_before)
{
   letter_case letters;
   letters.kept();
   for (auto i = 0; i < 100; ++i)
      EXPECT_FALSE(letters.believes_folded());
}

TEST(datagram, a_query_is_no_response)
{
   EXPECT_EQ(judge_datagram(query, query), datagram_verdict::not_a_response);
   auto notify = good();
   notify.head.opcode = 4;
   EXPECT_EQ(judge(notify), datagram_verdict::not_a_response);
   EXPECT_EQ(judge_datagram("", query), datagram_verdict::not_a_response);
}

TEST(datagram, the_question_must_be_ours)
{
   for (auto const& other :
        {ask("www.example.test", "AAAA"), ask("wwx.example.test", "A"), ask("example.test", "A")})
      EXPECT_EQ(judge(response(other, 0xabcd)), datagram_verdict::wrong_question);
   auto several = good();
   several.questions.push_back(q);
   EXPECT_EQ(judge(several), datagram_verdict::wrong_question);
}

// 'A' (65) and 'a' (97) are also types.
TEST(datagram, types_are_not_compared_as_letters)
{
   auto const svcb_like = encode(dns::make_query({q.asked, dns::rrtype{65}}, 1));
   auto const m = encode(response({q.asked, dns::rrtype{97}}, 1));
   EXPECT_EQ(judge_datagram(m, svcb_like), datagram_verdict::wrong_question);
}

TEST(datagram, a_question_cut_short_is_wrong)
{
   auto const wire = encode(good());
   auto const end = 12 + q.asked.wire().size() + 4;
   for (auto size = std::size_t{12}; size < end; ++size)
      EXPECT_EQ(
         judge_datagram(std::string_view{wire}.substr(0, size), query),
         datagram_verdict::wrong_question)
         << size;
   EXPECT_EQ(
      judge_datagram(std::string_view{wire}.substr(0, end), query), datagram_verdict::accepted);
}

TEST(datagram, only_a_failing_server_may_leave_the_question_out)
{
   using dns::rcode;
   auto m = response(q, 0xabcd);
   m.questions.clear();
   m.opt.reset();
   for (auto const code : {rcode::formerr, rcode::servfail, rcode::notimp, rcode::refused})
      EXPECT_EQ(judge(with_code(m, code)), datagram_verdict::accepted) << to_text(code);
   for (auto const code : {rcode::noerror, rcode::nxdomain})
      EXPECT_EQ(judge(with_code(m, code)), datagram_verdict::wrong_question) << to_text(code);
}

std::string clean_stub(std::string_view of)
{
   std::string stub(512, 'x');
   stub.resize(write_clean_stub(of, stub));
   return stub;
}

TEST(datagram, the_stub_repeats_the_question_and_says_nothing)
{
   auto const stub = clean_stub(query);
   auto const bytes = std::span{reinterpret_cast<std::uint8_t const*>(stub.data()), stub.size()};
   auto const d = dns::decode(bytes);
   ASSERT_FALSE(d.error);
   dns::message expected;
   expected.head.id = 0xabcd;
   expected.head.qr = true;
   expected.questions = {q};
   EXPECT_EQ(d.value, expected);
}

TEST(datagram, a_stub_without_room_is_none)
{
   std::string small(clean_stub(query).size() - 1, 'x');
   EXPECT_EQ(write_clean_stub(query, small), 0U);
}

TEST(datagram, the_root_can_be_asked_for)
{
   dns::question const root{dns::name{}, dns::rrtype::ns};
   auto const root_query = encode(dns::make_query(root, 5));
   EXPECT_EQ(clean_stub(root_query).size(), 17U);
   EXPECT_EQ(judge_datagram(encode(response(root, 5)), root_query), datagram_verdict::accepted);
}

}  // namespace
}  // namespace dnslint::resolver::tests
