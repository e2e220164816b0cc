// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/answer.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto soa = "example.test. 300 SOA ns.example.test. h.example.test. 1 2 3 4 300\n";

dns::question const mx = ask("example.test", "MX");

answer judge(dns::message const& m)
{
   return interpret(received(mx, m));
}

dns::message with_extended_error(dns::message m, std::uint16_t info_code, std::string text = {})
{
   std::string data{static_cast<char>(info_code >> 8U), static_cast<char>(info_code & 0xffU)};
   m.opt->options.push_back({15, data + text});
   return m;
}

TEST(interpret, records_are_in_canonical_order_and_without_repetition)
{
   auto const a = judge(with_answer(
      response(mx),
      "example.test. 300 MX 20 b.example.test.\n"
      "example.test. 300 MX 10 c.example.test.\n"
      "example.test. 300 MX 20 b.example.test.\n"
      "other.test. 300 MX 10 evil.test.\n"));
   EXPECT_EQ(a.state, status::records);
   EXPECT_THAT(
      texts(a.records()),
      ElementsAre(
         "example.test. 300 IN MX 10 c.example.test.",
         "example.test. 300 IN MX 20 b.example.test."));
   EXPECT_EQ(a.canonical_name(), mx.asked);
   EXPECT_THAT(a.chain(), IsEmpty());
   EXPECT_EQ(a.destination(), "192.0.2.53:53");
}

TEST(interpret, ad_is_kept)
{
   auto m = with_answer(response(mx), "example.test. 300 MX 10 c.example.test.");
   EXPECT_FALSE(judge(m).secure);
   m.head.ad = true;
   EXPECT_TRUE(judge(m).secure);
}

TEST(interpret, an_answer_is_found_by_name_and_type)
{
   auto const a = judge(with_authority(
      with_answer(response(mx), "example.test. 300 TXT other\nw.example.test. 300 MX 1 a."), soa));
   EXPECT_EQ(a.state, status::absent);
   EXPECT_THAT(a.records(), IsEmpty());
}

// RFC 2308 section 2.2: NODATA is NOERROR, no answer, and the SOA.
TEST(interpret, nodata_with_its_soa_is_absent)
{
   auto const a = judge(with_authority(response(mx), soa));
   EXPECT_EQ(a.state, status::absent);
   EXPECT_EQ(a.code, dns::rcode::noerror);
   EXPECT_FALSE(a.nxdomain());
   EXPECT_EQ(a.why, base::cause{});
}

// RFC 2308 section 2.1.
TEST(interpret, nxdomain_with_the_soa_of_an_ancestor_is_absent)
{
   for (auto const* covering : {"test. 300 SOA a. b. 1 2 3 4 5", ". 300 SOA a. b. 1 2 3 4 5"}) {
      auto const a = judge(with_authority(with_code(response(mx), dns::rcode::nxdomain), covering));
      EXPECT_TRUE(a.nxdomain()) << covering;
   }
}

struct unknown_case {
   char const* title;
   dns::message message;
   char const* code;
   char const* detail;
};

std::vector<unknown_case> unknown_cases()
{
   auto const nx = with_code(response(mx), dns::rcode::nxdomain);
   auto const denied = with_authority(response(mx), soa);
   auto not_response = denied;
   not_response.head.qr = false;
   auto notify = denied;
   notify.head.opcode = 4;
   auto cut = with_answer(response(mx), "example.test. 300 MX 10 c.example.test.");
   cut.head.tc = true;
   auto const mail = "example.test. 300 MX 10 c.example.test.";
   return {
      {"SERVFAIL", with_code(response(mx), dns::rcode::servfail), "servfail", ""},
      {"REFUSED", with_code(response(mx), dns::rcode::refused), "refused", ""},
      {"FORMERR", with_code(response(mx), dns::rcode::formerr), "formerr", ""},
      {"NOTIMP", with_code(response(mx), dns::rcode::notimp), "notimp", ""},
      {"YXDOMAIN", with_code(response(mx), dns::rcode{6}), "unexpected-rcode", ""},
      {"BADVERS", with_code(response(mx), dns::rcode::badvers), "unexpected-rcode", ""},
      {"SERVFAIL with SOA", with_code(denied, dns::rcode::servfail), "servfail", ""},
      {"SERVFAIL with records",
       with_code(with_answer(response(mx), mail), dns::rcode::servfail),
       "servfail",
       ""},
      {"TC", cut, "truncated", ""},
      {"QR 0", not_response, "malformed", "question"},
      {"opcode NOTIFY", notify, "malformed", "opcode 4"},
      {"another type",
       with_authority(response(ask("example.test", "A")), soa),
       "wrong-question",
       "example.test A"},
      {"another name",
       with_authority(response(ask("xample.test", "MX")), soa),
       "wrong-question",
       "xample.test MX"},
      {"empty NOERROR", response(mx), "no-soa", ""},
      {"empty NXDOMAIN", nx, "no-soa", ""},
      {"SOA of a sibling",
       with_authority(nx, "sample.test. 300 SOA a. b. 1 2 3 4 5"),
       "no-soa",
       "sample.test"},
      {"SOA from below",
       with_authority(response(mx), "a.example.test. 300 SOA a. b. 1 2 3 4 5"),
       "no-soa",
       "a.example.test"},
      {"referral down",
       with_authority(response(mx), "example.test. 300 NS ns.other."),
       "lame",
       "example.test"},
      {"referral up",
       with_authority(response(mx), ". 300 NS a.root.\n. 300 NS b.root."),
       "lame",
       "."},
      {"NXDOMAIN with records",
       with_code(with_answer(response(mx), mail), dns::rcode::nxdomain),
       "malformed",
       "NXDOMAIN"},
      {"filtered NODATA", with_extended_error(denied, 17), "filtered", "17"},
      {"blocked answer",
       with_extended_error(with_answer(response(mx), mail), 15, "malware"),
       "filtered",
       "malware"},
      {"censored", with_extended_error(denied, 16), "filtered", "16"},
      {"prohibited",
       with_extended_error(with_code(response(mx), dns::rcode::refused), 18),
       "filtered",
       "18"},
      {"stale answer", with_extended_error(with_answer(response(mx), mail), 3), "stale", "3"},
      {"stale NXDOMAIN", with_extended_error(denied, 19), "stale", "19"},
      {"bogus",
       with_extended_error(with_code(response(mx), dns::rcode::servfail), 6),
       "bogus",
       "6"},
      {"expired",
       with_extended_error(with_code(response(mx), dns::rcode::servfail), 7),
       "bogus",
       "7"},
   };
}

TEST(interpret, what_proves_nothing_is_unknown)
{
   for (auto const& c : unknown_cases()) {
      auto const a = judge(c.message);
      EXPECT_EQ(a.state, status::unknown) << c.title;
      EXPECT_EQ(a.why.kind, base::cause_class::transient) << c.title;
      EXPECT_EQ(a.why.code, c.code) << c.title;
      EXPECT_THAT(a.why.detail, HasSubstr(c.detail)) << c.title;
      EXPECT_THAT(a.records(), IsEmpty()) << c.title;
      EXPECT_FALSE(a.nxdomain()) << c.title;
   }
}

TEST(interpret, other_extended_errors_change_nothing)
{
   auto const denied = with_authority(response(mx), soa);
   for (auto const code : std::initializer_list<std::uint16_t>{0, 1, 2, 4, 6, 9, 13, 20, 24})
      EXPECT_EQ(judge(with_extended_error(denied, code)).state, status::absent) << code;
   auto short_option = denied;
   short_option.opt->options.push_back({15, "\x01"});
   EXPECT_EQ(judge(short_option).state, status::absent);
}

TEST(interpret, a_failing_server_may_leave_the_question_out)
{
   auto m = with_code(response(mx), dns::rcode::formerr);
   m.questions.clear();
   m.opt.reset();
   EXPECT_EQ(judge(m).why.code, "formerr");
   m.head.code = dns::rcode::nxdomain;
   EXPECT_EQ(judge(with_authority(m, soa)).why.code, "wrong-question");
   m.head.code = dns::rcode::noerror;
   EXPECT_EQ(judge(with_authority(m, soa)).why.code, "wrong-question");
}

TEST(interpret, two_questions_are_one_too_many)
{
   auto m = with_authority(response(mx), soa);
   m.questions.push_back(mx);
   EXPECT_EQ(judge(m).why.code, "wrong-question");
}

TEST(interpret, a_failed_exchange_keeps_its_cause)
{
   exchange e;
   e.asked = mx;
   e.failure = base::transient("timeout");
   auto const a = interpret(e);
   EXPECT_EQ(a.state, status::unknown);
   EXPECT_EQ(a.why.code, "timeout");
   EXPECT_EQ(a.canonical_name(), mx.asked);
}

TEST(interpret, every_prefix_of_an_answer_is_unknown)
{
   auto whole = received(mx, with_answer(response(mx), "example.test. 300 MX 10 c.example.test."));
   ASSERT_EQ(interpret(whole).state, status::records);
   for (std::size_t size = 0; size < whole.wire.size(); ++size) {
      auto e = whole;
      e.wire.resize(size);
      auto const a = interpret(e);
      EXPECT_EQ(a.state, status::unknown) << size;
      EXPECT_EQ(a.why.code, "malformed") << size;
      EXPECT_THAT(a.why.detail, HasSubstr("at byte")) << size;
   }
}

TEST(interpret, a_truncated_answer_may_end_within_a_record)
{
   auto m = with_answer(response(mx), "example.test. 300 MX 10 c.example.test.");
   m.head.tc = true;
   auto e = received(mx, m);
   e.wire.resize(40);
   EXPECT_EQ(interpret(e).why.code, "truncated");
   e.wire.resize(20);  // within the question: then it answers nobody
   EXPECT_EQ(interpret(e).why.code, "malformed");
}

TEST(interpret, a_chain_is_followed_within_the_answer)
{
   auto const a = judge(with_answer(
      response(mx),
      "c.test. 300 MX 10 mail.test.\n"
      "b.test. 300 CNAME c.test.\n"
      "example.test. 300 CNAME b.test.\n"));
   EXPECT_EQ(a.state, status::records);
   EXPECT_EQ(a.canonical_name(), name("c.test"));
   EXPECT_THAT(texts(a.records()), ElementsAre("c.test. 300 IN MX 10 mail.test."));
   EXPECT_THAT(
      texts(a.chain()),
      ElementsAre("example.test. 300 IN CNAME b.test.", "b.test. 300 IN CNAME c.test."));
}

TEST(interpret, a_chain_that_ends_in_proved_absence_is_absent)
{
   auto const chain = with_answer(response(mx), "example.test. 300 CNAME b.other.");
   auto const other = "other. 300 SOA a. b. 1 2 3 4 5";
   auto const nodata = judge(with_authority(chain, other));
   EXPECT_EQ(nodata.state, status::absent);
   EXPECT_EQ(nodata.canonical_name(), name("b.other"));
   // RFC 2308 section 2.1: NXDOMAIN is about the end of the chain.
   auto const nx = with_code(chain, dns::rcode::nxdomain);
   EXPECT_TRUE(judge(with_authority(nx, other)).nxdomain());
   EXPECT_EQ(judge(with_authority(nx, soa)).why.code, "no-soa");
   EXPECT_EQ(judge(nx).why.code, "no-soa");
}

TEST(interpret, a_chain_without_its_end_is_incomplete)
{
   auto const chain = with_answer(response(mx), "example.test. 300 CNAME b.other.");
   for (auto const& m :
        {chain, with_authority(chain, soa), with_authority(chain, "other. 300 NS ns.other.")}) {
      auto const a = judge(m);
      EXPECT_EQ(a.state, status::unknown);
      EXPECT_EQ(a.why.code, "incomplete-chain");
      EXPECT_EQ(a.canonical_name(), name("b.other"));
      EXPECT_THAT(texts(a.chain()), ElementsAre("example.test. 300 IN CNAME b.other."));
   }
}

TEST(interpret, chains_that_come_back_are_loops)
{
   auto const to_itself = "example.test. 300 CNAME example.test.";
   auto const of_two = "example.test. 300 CNAME b.test.\nb.test. 300 CNAME example.test.";
   auto const later =
      "example.test. 300 CNAME b.test.\nb.test. 300 CNAME c.test.\nc.test. 300 CNAME b.test.";
   for (auto const* loop : {to_itself, of_two, later})
      EXPECT_EQ(judge(with_answer(response(mx), loop)).why.code, "cname-loop") << loop;
}

TEST(interpret, two_cnames_at_one_name_are_malformed)
{
   auto const a = judge(with_answer(
      response(mx), "example.test. 300 CNAME b.test.\nexample.test. 300 CNAME c.test."));
   EXPECT_EQ(a.why.code, "malformed");
}

// RFC 1034 section 3.6.2: a question for CNAME is answered by it, not restarted.
TEST(interpret, a_cname_that_was_asked_for_is_the_record)
{
   auto const q = ask("example.test", "CNAME");
   auto const a =
      interpret(received(q, with_answer(response(q), "example.test. 300 CNAME b.test.")));
   EXPECT_EQ(a.state, status::records);
   EXPECT_THAT(texts(a.records()), ElementsAre("example.test. 300 IN CNAME b.test."));
   EXPECT_EQ(a.canonical_name(), q.asked);
   EXPECT_THAT(a.chain(), IsEmpty());
}

// RFC 6672 section 3.1: the DNAME stands beside the CNAME made from it.
TEST(interpret, a_synthesised_cname_is_a_cname)
{
   auto const q = ask("www.old.test", "A");
   auto const a = interpret(received(
      q,
      with_answer(
         response(q),
         "old.test. 300 DNAME new.test.\nwww.old.test. 300 CNAME www.new.test.\n"
         "www.new.test. 300 A 192.0.2.1")));
   EXPECT_EQ(a.state, status::records);
   EXPECT_EQ(a.canonical_name(), name("www.new.test"));
   EXPECT_THAT(texts(a.chain()), ElementsAre("www.old.test. 300 IN CNAME www.new.test."));
}

TEST(interpret, the_other_sections_are_sorted)
{
   auto m = with_authority(
      with_answer(response(mx), "example.test. 300 MX 10 c.example.test."),
      "example.test. 300 NS b.test.\nexample.test. 300 NS a.test.");
   m.additional = records("c.example.test. 300 A 192.0.2.2\nc.example.test. 300 A 192.0.2.1");
   auto const a = judge(m);
   EXPECT_THAT(
      texts(a.authority()),
      ElementsAre("example.test. 300 IN NS a.test.", "example.test. 300 IN NS b.test."));
   EXPECT_THAT(
      texts(a.additional()),
      ElementsAre("c.example.test. 300 IN A 192.0.2.1", "c.example.test. 300 IN A 192.0.2.2"));
}

TEST(make_unknown, has_question_and_cause)
{
   auto const a = make_unknown(mx, base::withheld("budget"));
   EXPECT_EQ(a->asked, mx);
   EXPECT_EQ(a->canonical_name(), mx.asked);
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why, base::withheld("budget"));
}

TEST(status, has_texts)
{
   EXPECT_EQ(to_text(status::records), "records");
   EXPECT_EQ(to_text(status::absent), "absent");
   EXPECT_EQ(to_text(status::unknown), "unknown");
}

TEST(interpret_denial, its_own_soa_record_contradicts_it)
{
   auto const denied = [](std::string const& type, dns::rcode code) {
      auto const q = ask("example.test", type);
      auto const soa = "example.test. 300 SOA a. b. 1 2 3 4 5";
      return interpret(received(q, with_code(with_authority(response(q), soa), code)));
   };
   EXPECT_EQ(denied("SOA", dns::rcode::noerror).why.code, "contradiction");
   EXPECT_EQ(denied("TXT", dns::rcode::nxdomain).why.code, "contradiction");
   EXPECT_EQ(denied("TXT", dns::rcode::nxdomain).state, status::unknown);
   EXPECT_EQ(denied("TXT", dns::rcode::noerror).state, status::absent);
   EXPECT_EQ(denied("TXT", dns::rcode::noerror).zone_size, 14);
}

TEST(interpret_denial, the_nearest_zone_with_an_soa_record_denies)
{
   auto const q = ask("a.example.test", "TXT");
   auto const both = "test. 300 SOA a. b. 1 2 3 4 5\nexample.test. 300 SOA a. b. 1 2 3 4 5";
   EXPECT_EQ(interpret(received(q, with_authority(response(q), both))).zone_size, 14);
   // With an alias, which is decoded in full.
   auto m = with_answer(response(q), "a.example.test. 300 CNAME b.example.test.");
   auto const a = interpret(received(q, with_authority(m, both)));
   EXPECT_EQ(a.state, status::absent);
   EXPECT_EQ(a.zone_size, 14);
}

}  // namespace
}  // namespace dnslint::resolver::tests
