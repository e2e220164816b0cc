// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_responder.hpp"

#include "core/base/encode.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <random>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using duration = base::event_loop::duration;

dns::decoded decoded(std::string const& wire)
{
   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
   return dns::decode({reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
}

dns::message query(std::string_view asked, std::string_view type)
{
   return dns::make_query(ask(asked, type), 0x1234);
}

dns::message without_edns(dns::message m)
{
   m.opt.reset();
   return m;
}

dns::message with_udp_size(dns::message m, std::uint16_t size)
{
   m.opt->udp_size = size;
   return m;
}

dns::message not_recursive(dns::message m)
{
   m.head.rd = false;
   return m;
}

struct lab_responder_test : testing::Test {
   lab_responder_test()
   {
      std::string text = "@ 300 MX 10 mx\nmx 300 A 192.0.2.1\nalias 300 CNAME mx\n";
      for (auto i = 0; i < 20; ++i)
         text += "big 300 TXT \"" + std::string(90, 'x') + std::to_string(i) + "\"\n";
      for (auto i = 0; i < 200; ++i)
         text += "huge 300 TXT \"" + std::string(250, 'x') + std::to_string(i) + "\"\n";
      text += "sub 300 NS ns.sub\nns.sub 300 A 192.0.2.53\n";
      auto records = dns::parse_zone_text(text, name("example.test"), "zone");
      EXPECT_TRUE(records);
      EXPECT_TRUE(zones.add_zone(name("example.test"), std::move(*records)).empty());
   }

   std::string bytes_for(dns::message const& q, transport via = transport::udp)
   {
      return server.respond(encode(q), via).wire;
   }
   dns::message answer_to(std::string const& request, transport via = transport::udp)
   {
      auto const reply = server.respond(request, via);
      EXPECT_FALSE(reply.wire.empty());
      auto const got = decoded(reply.wire);
      EXPECT_FALSE(got.error) << got.error->reason;
      EXPECT_TRUE(got.value.head.qr);
      return got.value;
   }
   dns::message answer_to(dns::message const& q, transport via = transport::udp)
   {
      return answer_to(encode(q), via);
   }
   void fault_at_mx(fault f) { zones.add_fault(name("example.test"), dns::rrtype::mx, f); }

   lab zones;
   lab_responder server{zones, 0};
};

// RFC 1035 section 4.1.1: ID, OPCODE and RD are copied; RA says that recursion is there.
TEST_F(lab_responder_test, is_a_recursive_resolver_when_rd_is_set)
{
   auto const m = answer_to(query("alias.example.test", "A"));
   EXPECT_EQ(m.head.id, 0x1234);
   EXPECT_EQ(m.head.opcode, 0);
   EXPECT_TRUE(m.head.rd && m.head.ra);
   EXPECT_FALSE(m.head.aa || m.head.tc || m.head.ad);
   EXPECT_THAT(m.questions, ElementsAre(ask("alias.example.test", "A")));
   EXPECT_THAT(m.answer, SizeIs(2));
   EXPECT_EQ(answer_to(query("nowhere.invalid", "A")).head.code, dns::rcode::nxdomain);
   EXPECT_EQ(answer_to(query("host.sub.example.test", "A")).head.code, dns::rcode::servfail)
      << "its name servers are not in the lab";
}

TEST_F(lab_responder_test, is_authoritative_when_rd_is_clear)
{
   auto const m = answer_to(not_recursive(query("example.test", "MX")));
   EXPECT_TRUE(m.head.aa);
   EXPECT_FALSE(m.head.rd || m.head.ra);
   EXPECT_THAT(m.answer, SizeIs(1));
   auto const referral = answer_to(not_recursive(query("host.sub.example.test", "A")));
   EXPECT_FALSE(referral.head.aa);
   EXPECT_EQ(referral.head.code, dns::rcode::noerror);
   EXPECT_THAT(referral.answer, IsEmpty());
   EXPECT_THAT(referral.authority, SizeIs(1));
   EXPECT_THAT(referral.additional, SizeIs(1));
   EXPECT_EQ(
      answer_to(not_recursive(query("nowhere.invalid", "A"))).head.code, dns::rcode::refused);
}

TEST_F(lab_responder_test, gives_back_the_question_in_its_case)
{
   auto request = encode(query("example.test", "MX"));
   auto const at = request.find("example");
   request.replace(at, 7, "eXaMpLe");
   auto const reply = server.respond(request, transport::udp).wire;
   EXPECT_EQ(reply.substr(12, at + 7 - 12), request.substr(12, at + 7 - 12));
   EXPECT_THAT(answer_to(request).answer, SizeIs(1));
}

TEST_F(lab_responder_test, copies_cd_and_never_says_ad)
{
   auto q = query("example.test", "MX");
   q.head.cd = q.head.ad = true;
   auto const m = answer_to(q);
   EXPECT_TRUE(m.head.cd);
   EXPECT_FALSE(m.head.ad);
}

// RFC 6891 sections 6.1.1, 6.2.3 and 7; RFC 3225 section 3.
TEST_F(lab_responder_test, answers_opt_with_opt)
{
   auto q = query("example.test", "MX");
   q.opt->options.push_back({10, "8 bytes."});
   auto const plain = answer_to(q);
   ASSERT_TRUE(plain.opt);
   EXPECT_EQ(plain.opt->version, 0);
   EXPECT_GE(plain.opt->udp_size, 512);
   EXPECT_FALSE(plain.opt->dnssec_ok);
   EXPECT_THAT(plain.opt->options, IsEmpty());
   q.opt->dnssec_ok = true;
   EXPECT_TRUE(answer_to(q).opt->dnssec_ok);
   EXPECT_FALSE(answer_to(without_edns(q)).opt);
   EXPECT_FALSE(answer_to(without_edns(query("nowhere.invalid", "A"))).opt);
}

// RFC 6891 section 6.1.3.
TEST_F(lab_responder_test, does_not_know_later_versions_of_edns)
{
   auto q = query("example.test", "MX");
   q.opt->version = 1;
   auto const m = answer_to(q);
   EXPECT_EQ(m.head.code, dns::rcode::badvers);
   ASSERT_TRUE(m.opt);
   EXPECT_EQ(m.opt->version, 0);
   EXPECT_THAT(m.answer, IsEmpty());
}

// RFC 1035 section 4.2.1 and RFC 6891 section 6.2.3.
TEST_F(lab_responder_test, stays_within_what_the_client_takes)
{
   auto const big = query("big.example.test", "TXT");
   struct size {
      dns::message asked;
      std::size_t most;
   };
   for (auto const& c : std::vector<size>{
           {without_edns(big), 512},
           {with_udp_size(big, 0), 512},
           {with_udp_size(big, 511), 512},
           {with_udp_size(big, 1232), 1232}}) {
      EXPECT_LE(bytes_for(c.asked).size(), c.most);
      auto const m = answer_to(c.asked);
      EXPECT_TRUE(m.head.tc);
      EXPECT_EQ(m.opt.has_value(), c.asked.opt.has_value());
      // RFC 2181 section 9: no part of an RRset.
      EXPECT_THAT(m.answer, IsEmpty());
   }
   auto const whole = answer_to(with_udp_size(big, 4096));
   EXPECT_FALSE(whole.head.tc);
   EXPECT_THAT(whole.answer, SizeIs(20));
}

TEST_F(lab_responder_test, has_no_such_bound_over_tcp)
{
   auto const m = answer_to(without_edns(query("huge.example.test", "TXT")), transport::tcp);
   EXPECT_FALSE(m.head.tc);
   EXPECT_THAT(m.answer, SizeIs(200));
   auto const udp = bytes_for(with_udp_size(query("huge.example.test", "TXT"), 65'535));
   EXPECT_LE(udp.size(), 65'507U) << "what a datagram can hold";
}

// RFC 1035 section 4.1.1, RCODE 1.
TEST_F(lab_responder_test, says_what_it_cannot_read)
{
   auto const whole = encode(without_edns(query("example.test", "MX")));
   for (std::size_t size = 12; size < whole.size(); ++size) {
      auto const m = answer_to(whole.substr(0, size));
      EXPECT_EQ(m.head.code, dns::rcode::formerr) << size;
      EXPECT_EQ(m.head.id, 0x1234);
      EXPECT_TRUE(m.head.rd);
      EXPECT_TRUE(m.answer.empty() && m.authority.empty() && !m.opt);
   }
}

TEST_F(lab_responder_test, has_nothing_to_say_without_a_header)
{
   auto const whole = encode(query("example.test", "MX"));
   for (std::size_t size = 0; size < 12; ++size)
      for (auto const via : {transport::udp, transport::tcp})
         EXPECT_EQ(server.respond(whole.substr(0, size), via).wire, "");
}

// Or two servers would talk for ever.
TEST_F(lab_responder_test, does_not_answer_answers)
{
   auto q = query("example.test", "MX");
   q.head.qr = true;
   EXPECT_EQ(server.respond(encode(q), transport::udp).wire, "");
}

// RFC 9619 section 4.
TEST_F(lab_responder_test, wants_one_question)
{
   auto q = query("example.test", "MX");
   q.questions.push_back(ask("example.test", "A"));
   EXPECT_EQ(answer_to(q).head.code, dns::rcode::formerr);
   q.questions.clear();
   auto const none = answer_to(q);
   EXPECT_EQ(none.head.code, dns::rcode::formerr);
   EXPECT_TRUE(none.opt);
}

// RFC 6891 section 6.1.1.
TEST_F(lab_responder_test, wants_one_opt)
{
   auto request = encode(query("example.test", "MX"));
   request += std::string{"\0\0\x29\x04\xd0\0\0\0\0\0\0", 11};
   request[11] = 2;
   EXPECT_EQ(answer_to(request).head.code, dns::rcode::formerr);
}

// RFC 1035 section 4.1.1, RCODE 4; the OPCODE is copied.
TEST_F(lab_responder_test, does_queries_only)
{
   for (std::uint8_t opcode = 1; opcode < 16; ++opcode) {
      auto q = query("example.test", "MX");
      q.head.opcode = opcode;
      auto const m = answer_to(q);
      EXPECT_EQ(m.head.code, dns::rcode::notimp);
      EXPECT_EQ(m.head.opcode, opcode);
      EXPECT_THAT(m.answer, IsEmpty());
      EXPECT_TRUE(m.opt);
      EXPECT_EQ(answer_to(encode(q).substr(0, 14)).head.code, dns::rcode::notimp)
         << "whose rest may have any form";
   }
}

TEST_F(lab_responder_test, refuses_other_classes_and_transfers)
{
   auto chaos = encode(without_edns(query("version.bind", "TXT")));
   chaos.back() = 3;
   EXPECT_EQ(answer_to(chaos).head.code, dns::rcode::refused);
   for (auto const* transfer : {"TYPE251", "TYPE252"})
      EXPECT_EQ(
         answer_to(query("example.test", transfer), transport::tcp).head.code, dns::rcode::refused);
}

TEST_F(lab_responder_test, faults_by_rcode)
{
   for (auto const rd : {true, false})
      for (auto const via : {transport::udp, transport::tcp}) {
         auto q = query("example.test", "MX");
         q.head.rd = rd;
         fault_at_mx({fault_kind::servfail, {}, 0});
         EXPECT_EQ(answer_to(q, via).head.code, dns::rcode::servfail);
         EXPECT_THAT(answer_to(q, via).answer, IsEmpty());
         EXPECT_TRUE(answer_to(q, via).opt);
         fault_at_mx({fault_kind::refused, {}, 0});
         EXPECT_EQ(answer_to(q, via).head.code, dns::rcode::refused);
      }
   EXPECT_EQ(answer_to(query("mx.example.test", "A")).head.code, dns::rcode::noerror);
}

TEST_F(lab_responder_test, a_timeout_is_silence_over_both_transports)
{
   fault_at_mx({fault_kind::timeout, {}, 0});
   EXPECT_EQ(bytes_for(query("example.test", "MX")), "");
   EXPECT_EQ(bytes_for(query("example.test", "MX"), transport::tcp), "");
   EXPECT_EQ(bytes_for(not_recursive(query("example.test", "MX"))), "");
   EXPECT_NE(bytes_for(query("example.test", "A")), "") << "of another type";
}

TEST_F(lab_responder_test, truncation_is_of_udp)
{
   fault_at_mx({fault_kind::truncate, {}, 0});
   auto const udp = answer_to(query("example.test", "MX"));
   EXPECT_TRUE(udp.head.tc);
   EXPECT_THAT(udp.answer, IsEmpty());
   auto const tcp = answer_to(query("example.test", "MX"), transport::tcp);
   EXPECT_FALSE(tcp.head.tc);
   EXPECT_THAT(tcp.answer, SizeIs(1));
}

TEST_F(lab_responder_test, a_delay_is_told_with_the_answer)
{
   fault_at_mx({fault_kind::delay, duration{300}, 0});
   for (auto const via : {transport::udp, transport::tcp}) {
      auto const reply = server.respond(encode(query("example.test", "MX")), via);
      EXPECT_EQ(reply.delay, duration{300});
      EXPECT_THAT(decoded(reply.wire).value.answer, SizeIs(1));
      EXPECT_EQ(server.respond(encode(query("mx.example.test", "A")), via).delay, duration{0});
   }
}

TEST_F(lab_responder_test, drops_by_the_count_of_each_question)
{
   fault const f{fault_kind::drop, {}, 50};
   zones.add_fault(name("example.test"), std::nullopt, f);
   lab_responder seeded{zones, 7};
   auto const mx = query("example.test", "MX");
   for (std::uint64_t count = 1; count <= 50; ++count) {
      EXPECT_EQ(
         seeded.respond(encode(mx), transport::udp).wire.empty(),
         drops(f, mx.questions[0], 7, count));
      seeded.respond(encode(query("example.test", "TXT")), transport::udp);
   }
   fault_at_mx({fault_kind::drop, {}, 100});
   EXPECT_EQ(seeded.respond(encode(mx), transport::tcp).wire, "");
}

// An answer to what cannot be understood is at most a header: nobody gets more than was sent.
TEST_F(lab_responder_test, any_bytes_get_a_response_or_nothing)
{
   std::mt19937 random{1};
   auto const good = encode(query("example.test", "MX"));
   for (auto i = 0; i < 20'000; ++i) {
      auto request = good;
      for (auto changes = 1 + random() % 6; changes > 0; --changes)
         request[random() % request.size()] = static_cast<char>(random());
      request.resize(random() % 4 == 0 ? random() % (request.size() + 1) : request.size());
      auto const reply = server.respond(request, i % 2 == 0 ? transport::udp : transport::tcp).wire;
      if (reply.empty())
         continue;
      auto const got = decoded(reply);
      ASSERT_FALSE(got.error) << base::hex(request);
      ASSERT_TRUE(got.value.head.qr);
      ASSERT_EQ(reply.substr(0, 2), request.substr(0, 2));
      auto const unread = got.value.head.code == dns::rcode::formerr;
      ASSERT_TRUE(!unread || reply.size() <= request.size() + 11) << base::hex(request);
   }
}

}  // namespace
}  // namespace dnslint::resolver::tests
