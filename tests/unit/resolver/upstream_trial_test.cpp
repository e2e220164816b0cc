// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/shared/upstream_trial_run.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto soa = ". 60 SOA a.root. n.root. 1 2 3 4 5";
constexpr auto keys =
   ". 60 DNSKEY 257 3 8 AQAB\n. 60 RRSIG DNSKEY 8 0 60 20300101000000 "
   "20200101000000 1 . AQAB";

exchange failed(std::string code)
{
   exchange e;
   e.failure = base::transient(std::move(code));
   return e;
}

// What an upstream with nothing wrong says.
struct upstream_trial_test : testing::Test {
   dns::question root = ask(".", "SOA");
   dns::question missing = ask("x.com", "A");
   dns::question key = ask(".", "DNSKEY");

   exchange large() const
   {
      auto m = with_answer(response(key), keys);
      m.head.ad = true;
      m.additional = records("big. 60 TXT " + std::string(250, 'x') + ' ' + std::string(250, 'x'));
      return received(key, m);
   }

   std::array<exchange, trial_steps> made{
      received(root, with_answer(response(root), soa)),
      received(
         missing,
         with_authority(
            with_code(response(missing), dns::rcode::nxdomain),
            "com. 60 SOA a.com. n.com. 1 2 3 4 5")),
      large(),
      received(root, with_answer(response(root), soa))};

   std::vector<std::string> words() const
   {
      std::vector<std::string> all;
      for (auto const& [what, word] : trial_words(judge_trial(made)))
         all.push_back(what + " " + word);
      return all;
   }
};

TEST_F(upstream_trial_test, asks_what_tells)
{
   auto const questions = trial_questions("abc");
   EXPECT_EQ(ask("abc.com", "A"), questions[1].asked);
   EXPECT_TRUE(questions[2].form.dnssec_ok);
   EXPECT_EQ(1232, questions[2].form.udp_size);
   EXPECT_EQ(transport::tcp, questions[3].via);
}

TEST_F(upstream_trial_test, finds_nothing_wrong_with_a_good_one)
{
   EXPECT_THAT(
      words(),
      ElementsAre(
         "root kept", "nxdomain kept", "tcp works", "large works", "dnssec kept", "ad set"));
   EXPECT_THAT(remarks_on(judge_trial(made)), IsEmpty());
   EXPECT_TRUE(judge_trial(made).reaches_root);
}

TEST_F(upstream_trial_test, finds_each_fault)
{
   made[1] = received(missing, with_answer(response(missing), "x.com. 60 A 192.0.2.80"));
   made[2] = received(key, with_answer(response(key), ". 60 DNSKEY 257 3 8 AQAB"));
   made[3] = failed("tcp-failed");
   EXPECT_THAT(
      words(),
      ElementsAre(
         "root kept",
         "nxdomain rewritten",
         "tcp fails",
         "large unknown",
         "dnssec dropped",
         "ad not-set"));
   EXPECT_THAT(remarks_on(judge_trial(made)), SizeIs(3));
   made[2] = failed("timeout");
   EXPECT_EQ("large fails", words()[3]);
}

TEST_F(upstream_trial_test, concludes_nothing_from_silence_and_refusals)
{
   made.fill(failed("timeout"));
   EXPECT_FALSE(judge_trial(made).answered);
   EXPECT_THAT(words(), testing::Each(testing::HasSubstr("unknown")));
   for (auto& e : made)
      e = received(root, with_code(response(root), dns::rcode::refused));
   made[1].asked = missing;
   EXPECT_TRUE(judge_trial(made).answered);
   EXPECT_THAT(
      words(),
      ElementsAre(
         "root unknown",
         "nxdomain unknown",
         "tcp works",
         "large unknown",
         "dnssec unknown",
         "ad unknown"));
   EXPECT_THAT(remarks_on(judge_trial(made)), IsEmpty());
}

TEST_F(upstream_trial_test, takes_what_is_truncated_for_unknown)
{
   auto m = response(key);
   m.head.tc = true;
   made[2] = received(key, m);
   EXPECT_EQ("large unknown", words()[3]);
   EXPECT_EQ("dnssec unknown", words()[4]);
}

TEST_F(upstream_trial_test, knows_a_server_of_the_root_from_who_answers_for_it)
{
   auto m = with_answer(response(root), soa);
   m.head.ra = false;
   m.head.aa = true;
   EXPECT_EQ(port_53::open, judge_port_53(received(root, m), true));
   EXPECT_EQ(
      port_53::intercepted, judge_port_53(received(root, with_answer(response(root), soa)), true));
   EXPECT_EQ(port_53::blocked, judge_port_53(failed("timeout"), true));
   EXPECT_EQ(port_53::unknown, judge_port_53(failed("timeout"), false));
   EXPECT_EQ("intercepted", to_text(port_53::intercepted));
}

TEST_F(upstream_trial_test, believes_nothing_of_one_that_proves_the_root_absent)
{
   auto const empty = with_authority(response(root), soa);
   made[0] = made[3] = received(root, empty);
   auto const t = judge_trial(made);
   EXPECT_EQ("root denied", words()[0]);
   EXPECT_TRUE(is_liar(t));
   ASSERT_THAT(remarks_on(t), SizeIs(1));
   auto const q = ask("a.test", "A");
   auto const why =
      doubt(t, interpret(received(q, with_answer(response(q), "a.test. 60 A 192.0.2.81"))));
   ASSERT_TRUE(why);
   EXPECT_EQ("control-failed", why->code);
   EXPECT_FALSE(doubt(t, interpret(received(q, with_code(response(q), dns::rcode::servfail)))));
}

TEST_F(upstream_trial_test, an_empty_answer_for_the_root_convicts_only_one_that_makes_up_addresses)
{
   made[0] = made[3] = received(root, response(root));
   EXPECT_EQ("root denied", words()[0]);
   EXPECT_FALSE(is_liar(judge_trial(made)));
   made[1] = received(missing, with_answer(response(missing), "x.com. 60 A 192.0.2.80"));
   EXPECT_TRUE(is_liar(judge_trial(made)));
   made[3] = received(root, with_answer(response(root), soa));
   EXPECT_FALSE(is_liar(judge_trial(made))) << "over TCP it has given the record";
}

struct rewriting : upstream_trial_test {
   rewriting()
   {
      made[1] = received(missing, with_answer(response(missing), "x.com. 60 A 192.0.2.80"));
   }

   std::string doubt_of(dns::question const& q, dns::message const& m) const
   {
      auto const why = doubt(judge_trial(made), interpret(received(q, m)));
      return why ? why->code : "";
   }
};

TEST_F(rewriting, denies_nothing_and_its_own_address_is_none)
{
   auto const q = ask("a.test", "A");
   auto const nxdomain = with_authority(
      with_code(response(q), dns::rcode::nxdomain), "test. 60 SOA a.test. n.test. 1 2 3 4 5");
   EXPECT_EQ("nxdomain-rewritten", doubt_of(q, nxdomain));
   EXPECT_EQ(
      "nxdomain-rewritten", doubt_of(q, with_answer(response(q), "a.test. 60 A 192.0.2.80")));
   EXPECT_EQ("", doubt_of(q, with_answer(response(q), "a.test. 60 A 192.0.2.81")));
   made[1].failure = base::transient("timeout");
   EXPECT_EQ("", doubt_of(q, nxdomain));
}

TEST_F(rewriting, gives_way_to_an_upstream_that_does_not)
{
   base::virtual_loop loop;
   auto const q = ask("a.test", "A");
   script lines;
   lines.on(q, with_answer(response(q), "a.test. 60 A 192.0.2.80"));
   lines.on(
      q,
      with_authority(
         with_code(response(q), dns::rcode::nxdomain), "test. 60 SOA a.test. n.test. 1 2 3 4 5"));
   auto from = upstreams(loop, lines, 2);
   std::vector<upstream> all;
   all.push_back({std::move(from[0]), "s1", std::nullopt, judge_trial(made)});
   all.push_back({std::move(from[1]), "s2", std::nullopt});
   shared_resolver shared{loop, std::move(all), {}, 0};
   answer_ptr got;
   shared.ask(q, [&](answer_ptr a) {
      got = std::move(a);
   });
   loop.run([] {
      return false;
   });
   ASSERT_TRUE(got);
   EXPECT_TRUE(got->nxdomain());
   EXPECT_EQ("s2", got->destination());
}

TEST_F(rewriting, alone_leaves_it_unknown_after_one_question)
{
   base::virtual_loop loop;
   auto const q = ask("a.test", "A");
   script lines;
   lines.on(q, with_answer(response(q), "a.test. 60 A 192.0.2.80"));
   std::vector<upstream> all;
   all.push_back({std::move(upstreams(loop, lines, 1)[0]), "s1", std::nullopt, judge_trial(made)});
   shared_resolver shared{loop, std::move(all), {}, 0};
   answer_ptr got;
   shared.ask(q, [&](answer_ptr a) {
      got = std::move(a);
   });
   loop.run([] {
      return false;
   });
   ASSERT_TRUE(got);
   EXPECT_EQ("nxdomain-rewritten", got->why.code);
   EXPECT_THAT(lines.log, SizeIs(1));
}

TEST(upstream_trial_run, asks_all_at_once_and_waits_for_none_that_is_dead)
{
   base::virtual_loop loop;
   script good;
   script dead;
   for (auto const& q : trial_questions("x")) {
      good.on(q.asked, with_code(response(q.asked), dns::rcode::refused));
      dead.fail(q.asked, "timeout");
   }
   scripted_source first{loop, good, "s1"};
   scripted_source second{loop, dead, "s2"};
   std::vector<source*> const all{&first, &second};
   auto const results = try_upstreams(loop, all, &second, {"x"});
   ASSERT_THAT(results.upstreams, SizeIs(2));
   EXPECT_TRUE(results.upstreams[0].answered);
   EXPECT_FALSE(results.upstreams[1].answered);
   EXPECT_EQ(port_53::unknown, results.outside);
   EXPECT_THAT(good.log, SizeIs(4));
   EXPECT_THAT(dead.log, SizeIs(6)) << "the server of the root is asked twice";
   EXPECT_EQ(base::event_loop::time_point{20}, loop.now());
}

TEST(upstream_trial_run, asks_twice_where_all_are_silent)
{
   base::virtual_loop loop;
   script dead;
   for (auto const& q : trial_questions("x"))
      dead.fail(q.asked, "timeout");
   scripted_source only{loop, dead, "s1"};
   std::vector<source*> const all{&only};
   EXPECT_FALSE(try_upstreams(loop, all, nullptr, {"x"}).upstreams[0].answered);
   EXPECT_THAT(dead.log, SizeIs(8));
}

// Some resolvers take a second to learn that a name does not exist.
TEST(upstream_trial_run, asks_one_that_lives_again_for_what_it_did_not_answer)
{
   base::virtual_loop loop;
   script lines;
   auto const questions = trial_questions("x");
   for (auto const& q : questions)
      lines.on(q.asked, with_code(response(q.asked), dns::rcode::refused));
   script slow;
   for (auto const& q : questions)
      if (q.asked.asked.is_root())
         slow.on(q.asked, with_code(response(q.asked), dns::rcode::refused));
      else
         slow.fail(q.asked, "timeout");
   scripted_source first{loop, lines, "s1"};
   scripted_source second{loop, slow, "s2"};
   std::vector<source*> const all{&first, &second};
   try_upstreams(loop, all, nullptr, {"x"});
   EXPECT_THAT(slow.log, SizeIs(5));
}

}  // namespace
}  // namespace dnslint::resolver::tests
