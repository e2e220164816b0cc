// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/resolver.hpp"

#include "core/base/virtual_loop.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using duration = base::event_loop::duration;

constexpr auto mail = "example.test. 300 MX 10 mx.example.test.";
dns::question const mx = ask("example.test", "MX");

struct shared_resolver_test : testing::Test {
   void make(unsigned count, policy how = {})
   {
      how.back_off = duration{100};
      asked = std::make_unique<shared_resolver>(loop, upstreams(loop, lines, count), how, 1);
   }
   void ask_for(dns::question const& q)
   {
      asked->ask(q, [this](answer_ptr const& a) {
         answers.push_back(a);
      });
   }
   answer_ptr resolve(dns::question const& q)
   {
      answers.clear();
      ask_for(q);
      EXPECT_THAT(answers, IsEmpty()) << "answered inline";
      loop.run([] {
         return false;
      });
      EXPECT_THAT(answers, SizeIs(1));
      return answers.empty() ? make_unknown(q, {}) : answers.front();
   }

   base::virtual_loop loop;
   script lines;
   std::unique_ptr<shared_resolver> asked;
   std::vector<answer_ptr> answers;
};

TEST_F(shared_resolver_test, a_good_answer_takes_one_exchange)
{
   make(2);
   lines.on(mx, with_answer(response(mx), mail));
   EXPECT_EQ(resolve(mx)->state, status::records);
   EXPECT_THAT(lines.log, ElementsAre("s1: example.test MX udp at 0"));
   EXPECT_THAT(answers.front()->exchanges, SizeIs(1));
   EXPECT_EQ(asked->stats().exchanges, 1U);
   EXPECT_EQ(asked->stats().retries, 0U);
   EXPECT_EQ(asked->stats().unknown, 0U);
}

TEST_F(shared_resolver_test, equal_questions_in_flight_are_one)
{
   make(1);
   lines.on(mx, with_answer(response(mx), mail));
   ask_for(mx);
   ask_for(ask("EXAMPLE.test.", "MX"));
   ask_for(ask("example.test", "A"));
   loop.run([] {
      return false;
   });
   EXPECT_EQ(asked->stats().coalesced, 1U);
   ASSERT_THAT(answers, SizeIs(3));
   EXPECT_EQ(answers[0], answers[1]);
   EXPECT_EQ(answers[0], answers[1]);
   // Once answered it is not in flight any more.
   resolve(mx);
   EXPECT_EQ(asked->stats().coalesced, 1U);
}

TEST_F(shared_resolver_test, one_who_waits_may_ask_the_same_again)
{
   make(1);
   lines.on(mx, with_answer(response(mx), mail));
   auto second = false;
   asked->ask(mx, [&](answer_ptr const&) {
      asked->ask(mx, [&](answer_ptr const&) {
         second = true;
      });
   });
   loop.run([] {
      return false;
   });
   EXPECT_TRUE(second);
   EXPECT_EQ(asked->stats().exchanges, 2U);
}

TEST_F(shared_resolver_test, failures_are_tried_again_at_the_next_upstream_after_a_growing_wait)
{
   make(2);
   lines.fail(mx, "timeout");
   lines.on(mx, with_code(response(mx), dns::rcode::servfail));
   lines.on(mx, with_answer(response(mx), mail));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::records);
   EXPECT_EQ(a->destination(), "s1");
   ASSERT_THAT(lines.log, SizeIs(3));
   EXPECT_TRUE(lines.log[1].starts_with("s2: "));
   EXPECT_TRUE(lines.log[2].starts_with("s1: "));
   ASSERT_THAT(answers.front()->exchanges, SizeIs(3));
   auto const& e = answers.front()->exchanges;
   auto const first_wait = e[1].sent - e[0].sent - duration{10};
   auto const second_wait = e[2].sent - e[1].sent - duration{10};
   EXPECT_EQ(first_wait, duration{0}) << "the other one need not be spared";
   EXPECT_GE(second_wait, duration{100});
   EXPECT_LE(second_wait, duration{200});
   EXPECT_EQ(asked->stats().retries, 2U);
}

TEST_F(shared_resolver_test, two_upstreams_that_deny_alike_are_believed_without_soa)
{
   make(2);
   lines.on(mx, with_code(response(mx), dns::rcode::nxdomain));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::absent);
   EXPECT_TRUE(a->nxdomain());
   EXPECT_THAT(lines.log, SizeIs(2));
}

TEST_F(shared_resolver_test, one_upstream_is_not_believed_however_often_it_denies)
{
   make(1);
   lines.on(mx, response(mx));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "no-soa");
}

TEST_F(shared_resolver_test, two_upstreams_that_deny_differently_prove_nothing)
{
   make(2, {.tries = 2});
   lines.on(mx, with_code(response(mx), dns::rcode::nxdomain));
   lines.on(mx, response(mx));
   EXPECT_EQ(resolve(mx)->why.code, "no-soa");
}

TEST_F(shared_resolver_test, when_the_tries_are_used_up_the_last_cause_stands)
{
   make(1);
   lines.fail(mx, "timeout");
   lines.fail(mx, "timeout");
   lines.on(mx, with_code(response(mx), dns::rcode::refused));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "refused");
   EXPECT_THAT(lines.log, SizeIs(3));
   EXPECT_EQ(asked->stats().unknown, 1U);
}

TEST_F(shared_resolver_test, the_same_seed_waits_the_same)
{
   auto const log_of = [&](std::uint64_t seed) {
      base::virtual_loop fresh;
      script failing;
      failing.fail(mx, "timeout");
      policy how;
      how.tries = 6;
      shared_resolver r{fresh, upstreams(fresh, failing, 2), how, seed};
      r.ask(mx, [](answer_ptr const&) {});
      fresh.run([] {
         return false;
      });
      return failing.log;
   };
   EXPECT_EQ(log_of(1), log_of(1));
   EXPECT_NE(log_of(1), log_of(2));
}

TEST_F(shared_resolver_test, a_truncated_answer_is_fetched_by_tcp_at_once)
{
   make(2);
   auto cut = response(mx);
   cut.head.tc = true;
   lines.on(mx, cut);
   lines.on(mx, with_answer(response(mx), mail));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::records);
   EXPECT_EQ(a->via(), transport::tcp);
   EXPECT_THAT(
      lines.log, ElementsAre("s1: example.test MX udp at 0", "s1: example.test MX tcp at 10"));
   EXPECT_EQ(asked->stats().tcp, 1U);
   EXPECT_EQ(asked->stats().retries, 0U);
}

TEST_F(shared_resolver_test, absence_is_absence)
{
   make(2);
   lines.on(
      mx,
      with_authority(
         with_code(response(mx), dns::rcode::nxdomain), "test. 300 SOA a. b. 1 2 3 4 5"));
   EXPECT_TRUE(resolve(mx)->nxdomain());
   EXPECT_THAT(lines.log, SizeIs(1));
}

struct chains : shared_resolver_test {
   void alias(std::string const& from, std::string const& to)
   {
      auto const q = ask(from, "MX");
      lines.on(q, with_answer(response(q), from + ". 300 CNAME " + to + "."));
   }
};

TEST_F(chains, the_rest_is_asked_for)
{
   make(2);
   alias("example.test", "b.test");
   auto const b = ask("b.test", "MX");
   lines.fail(b, "timeout");
   lines.on(b, with_answer(response(b), "b.test. 300 CNAME c.test.\nc.test. 300 MX 10 mx.c.test."));
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::records);
   EXPECT_EQ(a->asked, mx);
   EXPECT_EQ(a->canonical_name(), name("c.test"));
   EXPECT_THAT(
      texts(a->chain()),
      ElementsAre("example.test. 300 IN CNAME b.test.", "b.test. 300 IN CNAME c.test."));
   EXPECT_THAT(texts(a->records()), ElementsAre("c.test. 300 IN MX 10 mx.c.test."));
   EXPECT_THAT(answers.front()->exchanges, SizeIs(3));
}

TEST_F(chains, an_unknown_end_makes_the_whole_unknown)
{
   make(1);
   alias("example.test", "b.test");
   lines.fail(ask("b.test", "MX"), "timeout");
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "timeout");
   EXPECT_EQ(a->asked, mx);
   EXPECT_THAT(a->chain(), SizeIs(1));
}

TEST_F(chains, are_secure_only_when_every_part_is)
{
   make(1);
   auto part = with_answer(response(mx), "example.test. 300 CNAME b.test.");
   auto const b = ask("b.test", "MX");
   auto last = with_answer(response(b), "b.test. 300 MX 10 mx.c.test.");
   last.head.ad = true;
   lines.on(mx, part);
   part.head.ad = true;
   lines.on(mx, part);
   lines.on(b, last);
   EXPECT_FALSE(resolve(mx)->secure);
   EXPECT_TRUE(resolve(mx)->secure);
}

TEST_F(chains, that_come_back_are_loops)
{
   make(1);
   alias("example.test", "b.test");
   alias("b.test", "c.test");
   alias("c.test", "b.test");
   auto const a = resolve(mx);
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "cname-loop");
   EXPECT_THAT(lines.log, SizeIs(3));
}

TEST_F(chains, have_a_greatest_length)
{
   policy how;
   how.most_chain_steps = 8;
   make(1, how);
   for (auto i = 0; i < 20; ++i)
      alias("a" + std::to_string(i) + ".test", "a" + std::to_string(i + 1) + ".test");
   auto const a = resolve(ask("a0.test", "MX"));
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "chain-too-long");
   EXPECT_THAT(lines.log, SizeIs(9));
   EXPECT_THAT(a->chain(), SizeIs(9));
}

TEST_F(chains, of_exactly_that_length_are_followed_to_their_end)
{
   policy how;
   how.most_chain_steps = 2;
   make(1, how);
   alias("a0.test", "a1.test");
   alias("a1.test", "a2.test");
   auto const end = ask("a2.test", "MX");
   lines.on(end, with_answer(response(end), "a2.test. 300 MX 1 m.test."));
   EXPECT_EQ(resolve(ask("a0.test", "MX"))->state, status::records);
}

TEST_F(shared_resolver_test, may_be_destroyed_with_questions_open)
{
   make(1);
   lines.fail(mx, "timeout");
   ask_for(mx);
   loop.run([&] {
      return loop.now() >= duration{10};
   });  // now waiting to try again
   ask_for(ask("example.test", "A"));
   asked.reset();
   loop.run([] {
      return false;
   });
   EXPECT_THAT(answers, IsEmpty());
}

TEST_F(shared_resolver_test, may_be_destroyed_by_one_who_waited)
{
   make(1);
   lines.on(mx, with_answer(response(mx), mail));
   asked->ask(mx, [&](answer_ptr const&) {
      asked.reset();
   });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(asked, nullptr);
}

}  // namespace
}  // namespace dnslint::resolver::tests
