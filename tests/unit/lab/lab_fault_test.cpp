// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_fault.hpp"

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/datagram.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <set>

namespace dnslint::resolver::tests {
namespace {

using duration = base::event_loop::duration;

fault fault_of(std::string const& text)
{
   auto const f = fault_from_text(text);
   EXPECT_TRUE(f) << text;
   return f ? *f : fault{};
}

TEST(lab_fault, each_word_is_a_kind)
{
   std::set<fault_kind> seen;
   for (auto const& word : fault_words()) {
      auto const needs_time = word == "delay" || word == "tcp-slow";
      auto const argument = needs_time ? " 20ms" : word == "drop" ? " 30%" : "";
      auto const f = fault_of(word + argument);
      seen.insert(f.kind);
      EXPECT_EQ(f.delay, duration{needs_time ? 20 : 0}) << word;
      EXPECT_EQ(f.percent, word == "drop" ? 30U : 0U) << word;
   }
   EXPECT_EQ(seen.size(), fault_words().size());
   EXPECT_EQ(fault_of("wrong-id").kind, fault_kind::wrong_id);
   EXPECT_EQ(fault_of("fold-case").kind, fault_kind::fold_case) << "the last of both";
   EXPECT_FALSE(fault_from_text("tcp-slow"));
   EXPECT_FALSE(fault_from_text("wrong-id 5"));
   EXPECT_FALSE(fault_from_text(""));
}

TEST(lab_fault, reorders_within_50_milliseconds_by_other_waits)
{
   std::set<duration> waits;
   for (std::uint64_t count = 1; count <= 100; ++count) {
      auto const wait = reorder_delay(ask("a.test", "MX"), 0, count);
      EXPECT_EQ(wait, reorder_delay(ask("a.test", "MX"), 0, count));
      EXPECT_GE(wait, duration{0});
      EXPECT_LT(wait, duration{50});
      waits.insert(wait);
   }
   EXPECT_GT(waits.size(), 20U);
}

struct damage : testing::Test {
   std::string made(fault_kind how) const { return damaged(good, how); }
   datagram_verdict verdict(fault_kind how) const { return judge_datagram(made(how), query); }
   base::cause cause(fault_kind how) const
   {
      exchange e;
      e.asked = q;
      e.wire = made(how);
      return interpret(std::move(e)).why;
   }

   dns::question const q = ask("www.example.test", "MX");
   std::string const query = encode(dns::make_query(q, 7));
   std::string const good = encode(with_answer(
      response(q),
      "www.example.test. 300 MX 10 mx1.example.test.\n"
      "www.example.test. 300 MX 20 mx2.example.test.\n"));
};

TEST_F(damage, makes_datagrams_that_answer_nothing)
{
   EXPECT_EQ(judge_datagram(good, query), datagram_verdict::accepted);
   EXPECT_NE(id_of(made(fault_kind::wrong_id)), id_of(query));
   EXPECT_EQ(made(fault_kind::wrong_id).substr(2), good.substr(2));
   EXPECT_EQ(verdict(fault_kind::wrong_question), datagram_verdict::wrong_question);
   EXPECT_EQ(verdict(fault_kind::qr_clear), datagram_verdict::not_a_response);
   EXPECT_EQ(verdict(fault_kind::header_only), datagram_verdict::wrong_question);
   EXPECT_EQ(made(fault_kind::header_only), good.substr(0, 12));
   EXPECT_EQ(made(fault_kind::garbage).size(), 64U);
   EXPECT_NE(verdict(fault_kind::garbage), datagram_verdict::accepted);
}

TEST_F(damage, makes_messages_that_cannot_be_read)
{
   for (auto const how :
        {fault_kind::cut,
         fault_kind::rdlength_overflow,
         fault_kind::pointer_loop,
         fault_kind::wrong_counts}) {
      EXPECT_EQ(verdict(how), datagram_verdict::accepted) << "it is the answer";
      EXPECT_EQ(cause(how).code, "malformed");
   }
   EXPECT_LT(made(fault_kind::cut).size(), good.size());
   EXPECT_THAT(cause(fault_kind::rdlength_overflow).detail, testing::HasSubstr("too early"));
   EXPECT_THAT(cause(fault_kind::pointer_loop).detail, testing::HasSubstr("pointer"));
   EXPECT_EQ(made(fault_kind::wrong_counts).substr(6, 2), "\xff\xff");
}

TEST_F(damage, leaves_the_bytes_of_other_faults_alone)
{
   for (auto const how : {fault_kind::timeout, fault_kind::duplicate, fault_kind::fold_case})
      EXPECT_EQ(made(how), good);
}

// Responses without a record, and to a question for the root.
TEST_F(damage, stays_within_the_shortest_message)
{
   auto const shortest = encode(response(ask(".", "NS")));
   for (auto const& word : fault_words()) {
      auto const at = &word - fault_words().data();
      EXPECT_LE(damaged(shortest, static_cast<fault_kind>(at)).size(), 64U) << word;
      EXPECT_LE(damaged(shortest.substr(0, 12), static_cast<fault_kind>(at)).size(), 64U) << word;
   }
}

}  // namespace
}  // namespace dnslint::resolver::tests
