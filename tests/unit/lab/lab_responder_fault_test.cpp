// SPDX-License-Identifier: Apache-2.0
// What a server with a fault says, and how it leaves; lab_fault_test.cpp has the damaged bytes.
#include "core/lab/lab_responder.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

using duration = base::event_loop::duration;
using sending = lab_responder::sending;

struct lab_responder_fault : testing::Test {
   lab_responder_fault()
   {
      auto parsed = dns::parse_zone_text(
         "@ 300 MX 10 mx\ns1._domainkey 300 TXT \"v=DKIM1; p=\"\n", name("example.test"), "zone");
      EXPECT_TRUE(parsed);
      EXPECT_TRUE(zones.add_zone(name("example.test"), *std::move(parsed)).empty());
   }

   void at_apex(fault_kind kind, duration delay = {})
   {
      zones.add_fault(name("example.test"), std::nullopt, {kind, delay, 0});
   }
   lab_responder::reply reply_to(dns::message const& query, transport via = transport::udp)
   {
      return server.respond(encode(query), via);
   }
   static dns::message decoded(std::string const& wire)
   {
      auto const got =
         dns::decode({reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
      EXPECT_FALSE(got.error);
      return got.value;
   }
   dns::message answer_to(dns::message const& query, transport via = transport::udp)
   {
      return decoded(reply_to(query, via).wire);
   }
   static dns::message without_edns(dns::message m)
   {
      m.opt.reset();
      return m;
   }

   dns::message const mx = dns::make_query(ask("example.test", "MX"), 7);
   lab zones;
   lab_responder server{zones, 0};
};

// RFC 6891 section 7.
TEST_F(lab_responder_fault, formerr_on_edns_is_of_who_knows_none)
{
   at_apex(fault_kind::formerr_on_edns);
   auto const m = answer_to(mx);
   EXPECT_EQ(m.head.code, dns::rcode::formerr);
   EXPECT_FALSE(m.opt);
   EXPECT_THAT(m.answer, IsEmpty());
   EXPECT_THAT(answer_to(without_edns(mx)).answer, SizeIs(1));
}

TEST_F(lab_responder_fault, badvers_is_said_to_any_edns)
{
   at_apex(fault_kind::badvers);
   auto const m = answer_to(mx);
   EXPECT_EQ(m.head.code, dns::rcode::badvers);
   EXPECT_THAT(m.answer, IsEmpty());
   EXPECT_THAT(answer_to(without_edns(mx)).answer, SizeIs(1));
}

TEST_F(lab_responder_fault, a_lame_server_refers_to_the_root)
{
   at_apex(fault_kind::lame);
   auto const m = answer_to(mx);
   EXPECT_EQ(m.head.code, dns::rcode::noerror);
   EXPECT_FALSE(m.head.aa || m.head.ra);
   EXPECT_THAT(m.answer, IsEmpty());
   ASSERT_THAT(m.authority, SizeIs(1));
   EXPECT_EQ(m.authority[0].type, dns::rrtype::ns);
   EXPECT_TRUE(m.authority[0].owner.is_root());
}

// RFC 8020 says that such a server is wrong; the names below it are there all the same.
TEST_F(lab_responder_fault, nxdomain_if_empty_denies_what_has_names_below)
{
   auto const at = name("_domainkey.example.test");
   auto const empty = dns::make_query({at, dns::rrtype::txt}, 7);
   EXPECT_EQ(answer_to(empty).head.code, dns::rcode::noerror);
   zones.add_fault(at, std::nullopt, {fault_kind::nxdomain_if_empty, {}, 0});
   auto const m = answer_to(empty);
   EXPECT_EQ(m.head.code, dns::rcode::nxdomain);
   ASSERT_THAT(m.authority, SizeIs(1));
   EXPECT_EQ(m.authority[0].type, dns::rrtype::soa);
   EXPECT_THAT(
      answer_to(dns::make_query(ask("s1._domainkey.example.test", "TXT"), 7)).answer, SizeIs(1));
   at_apex(fault_kind::nxdomain_if_empty);
   EXPECT_THAT(answer_to(mx).answer, SizeIs(1)) << "what is there is there";
}

TEST_F(lab_responder_fault, fold_case_gives_the_question_back_in_lower_case)
{
   auto request = encode(mx);
   request.replace(request.find("example"), 7, "eXaMpLe");
   EXPECT_NE(server.respond(request, transport::udp).wire.find("eXaMpLe"), std::string::npos);
   at_apex(fault_kind::fold_case);
   auto const reply = server.respond(request, transport::udp).wire;
   EXPECT_EQ(reply.find("eXaMpLe"), std::string::npos);
   EXPECT_NE(reply.find("example"), std::string::npos);
}

TEST_F(lab_responder_fault, servfail_once_is_of_the_first_asking)
{
   at_apex(fault_kind::servfail_once);
   EXPECT_EQ(answer_to(mx).head.code, dns::rcode::servfail);
   EXPECT_THAT(answer_to(mx).answer, SizeIs(1));
   EXPECT_THAT(answer_to(mx).answer, SizeIs(1));
   EXPECT_EQ(
      answer_to(dns::make_query(ask("example.test", "TXT"), 7)).head.code, dns::rcode::servfail)
      << "each question has its first";
   EXPECT_EQ(
      decoded(server.respond(encode(mx), transport::udp, 1).wire).head.code, dns::rcode::servfail)
      << "as the caller counts";
}

TEST_F(lab_responder_fault, says_how_a_reply_leaves)
{
   struct leaving {
      fault_kind kind;
      sending udp;
      sending tcp;
   };
   for (auto const& c : std::vector<leaving>{
           {fault_kind::duplicate, sending::twice, sending::twice},
           {fault_kind::wrong_port, sending::from_another_port, sending::once},
           {fault_kind::tcp_refused, sending::once, sending::reset},
           {fault_kind::tcp_half_close, sending::once, sending::half_closed},
           {fault_kind::servfail, sending::once, sending::once}}) {
      at_apex(c.kind);
      EXPECT_EQ(reply_to(mx).departure, c.udp);
      EXPECT_EQ(reply_to(mx, transport::tcp).departure, c.tcp);
   }
}

TEST_F(lab_responder_fault, faults_of_tcp_truncate_over_udp)
{
   for (auto const kind :
        {fault_kind::tcp_refused, fault_kind::tcp_half_close, fault_kind::tcp_slow}) {
      at_apex(kind, duration{20});
      auto const udp = reply_to(mx);
      EXPECT_TRUE(decoded(udp.wire).head.tc);
      EXPECT_EQ(udp.pause, duration{0});
   }
   auto const slow = reply_to(mx, transport::tcp);
   EXPECT_EQ(slow.pause, duration{20});
   EXPECT_THAT(decoded(slow.wire).answer, SizeIs(1));
}

TEST_F(lab_responder_fault, reorder_holds_answers_back)
{
   at_apex(fault_kind::reorder);
   EXPECT_EQ(reply_to(mx).delay, reorder_delay(mx.questions[0], 0, 1));
   EXPECT_EQ(reply_to(mx).delay, reorder_delay(mx.questions[0], 0, 2));
   EXPECT_THAT(answer_to(mx).answer, SizeIs(1));
}

}  // namespace
}  // namespace dnslint::resolver::tests
