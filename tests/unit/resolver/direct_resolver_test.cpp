// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/direct_resolver.hpp"

#include "core/base/virtual_loop.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

dns::question const soa = ask("example.test", "SOA");

struct direct_resolver_test : testing::Test {
   direct_resolver_test()
   {
      lines.on(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"));
      limits.asking.tries = 2;
      limits.only_global = false;
      limits.asking.back_off = 100ms;
   }
   void make()
   {
      resolver = std::make_unique<direct_resolver>(
         loop,
         [this](server_address const& a) {
            ++connections;
            return std::make_unique<scripted_source>(loop, lines, a.address);
         },
         limits,
         [this](direct_question const& q, base::cause const& why) {
            unasked.push_back(q.server.to_text() + " " + why.code);
         });
   }
   void make_once()
   {
      if (!resolver)
         make();
   }
   void ask_for(direct_question const& q)
   {
      resolver->ask(q, [this](answer_ptr const& a) {
         answers.push_back(a);
      });
   }
   void run()
   {
      loop.run([] {
         return false;
      });
   }
   static dns::question numbered(int i) { return ask("n" + std::to_string(i) + ".test", "SOA"); }
   static direct_question at(char const* address, dns::question const& q = soa)
   {
      return {{address, 53}, q};
   }

   base::virtual_loop loop;
   script lines;
   direct_limits limits;
   unsigned connections = 0;
   std::unique_ptr<direct_resolver> resolver;
   std::vector<answer_ptr> answers;
   std::vector<std::string> unasked;
};

TEST_F(direct_resolver_test, an_equal_question_is_asked_once_for_all)
{
   make();
   ask_for(at("192.0.2.1"));
   ask_for(at("192.0.2.1"));
   EXPECT_THAT(answers, IsEmpty());
   run();
   ASSERT_THAT(answers, SizeIs(2));
   ask_for(at("192.0.2.1"));
   EXPECT_THAT(answers, SizeIs(2)) << "answered inline";
   run();
   ASSERT_THAT(answers, SizeIs(3));
   EXPECT_EQ(answers[0], answers[2]);
   EXPECT_EQ(answers[0]->state, status::records);
   EXPECT_EQ(answers[0]->destination(), "192.0.2.1");
   EXPECT_THAT(lines.log, ElementsAre("192.0.2.1: example.test SOA udp at 0"));
   EXPECT_EQ(resolver->shared(), 2U);
}

TEST_F(direct_resolver_test, servers_and_forms_are_told_apart)
{
   make();
   auto other_form = at("192.0.2.1");
   other_form.form.dnssec_ok = true;
   auto other_port = at("192.0.2.1");
   other_port.server.port = 5353;
   for (auto const& q : {at("192.0.2.1"), at("192.0.2.2"), other_form, other_port})
      ask_for(q);
   run();
   EXPECT_THAT(answers, SizeIs(4));
   EXPECT_THAT(lines.log, SizeIs(4));
   EXPECT_EQ(connections, 3U);
}

TEST_F(direct_resolver_test, a_result_is_not_used_for_ever)
{
   make();
   ask_for(at("192.0.2.1"));
   run();
   loop.run_after(2h, [] {});
   run();
   ask_for(at("192.0.2.2"));
   run();
   ask_for(at("192.0.2.1"));
   run();
   EXPECT_THAT(lines.log, SizeIs(3));
}

TEST_F(direct_resolver_test, silence_is_tried_again_and_nothing_else)
{
   for (auto const* code : {"timeout", "unreachable", "tcp-failed"}) {
      answer lost;
      lost.why = base::transient(code);
      EXPECT_EQ(
         next_direct_attempt({}, lost, at("192.0.2.1"), limits.asking),
         (attempt{2, 0, transport::udp, 100ms}));
      EXPECT_EQ(
         next_direct_attempt({.number = 2}, lost, at("192.0.2.1"), limits.asking), std::nullopt);
   }
   for (auto const* code : {"servfail", "refused", "formerr", "lame", "no-soa", "malformed"}) {
      answer said;
      said.why = base::transient(code);
      EXPECT_EQ(next_direct_attempt({}, said, at("192.0.2.1"), limits.asking), std::nullopt)
         << code;
   }
}

TEST_F(direct_resolver_test, a_truncated_answer_is_followed_over_tcp_unless_it_will_do)
{
   answer cut;
   cut.why = base::transient("truncated");
   auto q = at("192.0.2.1");
   EXPECT_EQ(next_direct_attempt({}, cut, q, limits.asking), (attempt{1, 0, transport::tcp, 0ms}));
   q.truncated_will_do = true;
   EXPECT_EQ(next_direct_attempt({}, cut, q, limits.asking), std::nullopt);
}

TEST_F(direct_resolver_test, keeps_the_exchanges_of_all_tries)
{
   lines = {};
   lines.fail(soa, "timeout");
   lines.on(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"));
   make();
   ask_for(at("192.0.2.1"));
   run();
   ASSERT_THAT(answers, SizeIs(1));
   EXPECT_EQ(answers[0]->state, status::records);
   EXPECT_THAT(answers[0]->exchanges, SizeIs(2));
}

TEST_F(direct_resolver_test, keeps_the_rate_of_each_server)
{
   make();
   for (auto i = 0; i < 100; ++i) {
      auto const q = numbered(i);
      lines.on(q, with_code(response(q), dns::rcode::refused));
      ask_for(at("192.0.2.1", q));
      ask_for(at("192.0.2.2", q));
   }
   run();
   EXPECT_THAT(answers, SizeIs(200));
   EXPECT_GE(loop.now(), 4800ms);  // at 20 a second
   EXPECT_LE(loop.now(), 5500ms);
}

TEST_F(direct_resolver_test, without_limits_each_question_is_asked_at_once)
{
   lines = {};
   limits.each = {};
   limits.asking.tries = 1;
   make();
   for (auto i = 0; i < 60; ++i) {
      auto const q = numbered(i);
      lines.fail(q, "timeout");
      ask_for(at("192.0.2.1", q));
      if (i % 10 == 9)
         loop.run_after(10s, [] {});
      run();
   }
   EXPECT_THAT(answers, SizeIs(60));
   EXPECT_THAT(lines.log, SizeIs(60));
   EXPECT_EQ(answers.back()->why.code, "timeout");
   EXPECT_THAT(unasked, IsEmpty());
}

// It has some of the zones and not the others.
TEST_F(direct_resolver_test, refused_is_no_matter_of_rate)
{
   make();
   for (auto i = 0; i < 100; ++i) {
      auto const q = numbered(i);
      lines.on(q, with_code(response(q), i % 2 == 0 ? dns::rcode::refused : dns::rcode::noerror));
      ask_for(at("192.0.2.1", q));
   }
   run();
   EXPECT_THAT(answers, SizeIs(100));
   EXPECT_LE(loop.now(), 5500ms);
}

// Who waits for a server that is taken for dead by then is told so, with nobody left to be settled.
TEST_F(direct_resolver_test, nobody_waits_for_ever_for_a_dead_server)
{
   limits.asking.tries = 1;
   make();
   for (auto i = 0; i < 100; ++i) {
      auto const q = numbered(i);
      lines.fail(q, "timeout");
      ask_for(at("192.0.2.1", q));
   }
   run();
   EXPECT_THAT(answers, SizeIs(100));
}

// What would wait too long is not asked now, and may be asked later.
TEST_F(direct_resolver_test, a_crowd_before_one_server_is_bounded)
{
   limits.most_waiting = 50;
   make();
   for (auto i = 0; i < 100; ++i) {
      auto const q = numbered(i);
      lines.on(q, with_code(response(q), dns::rcode::refused));
      ask_for(at("192.0.2.1", q));
   }
   run();
   ASSERT_THAT(answers, SizeIs(100));
   auto const left_out = std::ranges::count_if(answers, [](answer_ptr const& a) {
      return a->why.kind == base::cause_class::withheld && a->why.code == "rate-limited";
   });
   EXPECT_EQ(left_out, 100 - 50 - 8);
   ask_for(at("192.0.2.1", numbered(99)));
   run();
   EXPECT_EQ(answers.back()->code, dns::rcode::refused);
}

TEST_F(direct_resolver_test, a_dead_server_is_left_alone_and_others_are_not)
{
   lines = {};
   for (auto i = 0; i < 60; ++i) {
      auto const q = numbered(i);
      lines.fail(q, "timeout");
      make_once();
      ask_for(at("192.0.2.1", q));
      loop.run_after(1s, [] {});
      run();
   }
   EXPECT_THAT(answers, SizeIs(60));
   EXPECT_EQ(answers.back()->state, status::unknown);
   EXPECT_LT(lines.log.size(), 90U);  // of 120
   auto const down = std::ranges::count_if(answers, [](answer_ptr const& a) {
      return a->why.code == "server-down";
   });
   EXPECT_GE(down, 15);
   EXPECT_EQ(unasked.size(), static_cast<std::size_t>(down));
   EXPECT_EQ(unasked.back(), "192.0.2.1:53 server-down");
   lines.on(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"));
   ask_for(at("192.0.2.2"));
   run();
   EXPECT_EQ(answers.back()->state, status::records);
}

TEST_F(direct_resolver_test, forgets_servers_and_results_beyond_its_limits)
{
   limits.most_servers = 10;
   limits.most_results = 5;
   make();
   for (auto i = 1; i <= 40; ++i) {
      ask_for(at(("192.0.2." + std::to_string(i)).c_str()));
      run();
   }
   EXPECT_THAT(answers, SizeIs(40));
   EXPECT_LE(resolver->servers().size(), 10U);
   ask_for(at("192.0.2.1"));
   ask_for(at("192.0.2.40"));
   run();
   EXPECT_EQ(resolver->exchanges(), 41U);
}

TEST_F(direct_resolver_test, hosts_of_a_private_network_are_left_alone)
{
   limits.only_global = true;
   make();
   ask_for(at("10.0.0.1"));
   EXPECT_THAT(answers, IsEmpty());
   run();
   ASSERT_THAT(answers, SizeIs(1));
   EXPECT_EQ(answers[0]->why, base::withheld("not-global", "10.0.0.1:53"));
   EXPECT_THAT(lines.log, IsEmpty());
   EXPECT_THAT(unasked, ElementsAre("10.0.0.1:53 not-global"));
}

TEST_F(direct_resolver_test, may_be_destroyed_with_questions_open_and_by_one_who_is_told)
{
   make();
   for (auto i = 1; i <= 40; ++i)
      ask_for(at("192.0.2.1", ask("n" + std::to_string(i) + ".test", "SOA")));
   loop.run([&] {
      return lines.log.size() > 3;
   });
   resolver.reset();
   run();
   make();
   resolver->ask(at("192.0.2.1"), [&](answer_ptr const& a) {
      answers.push_back(a);
      resolver.reset();
   });
   ask_for(at("192.0.2.1"));
   run();
   EXPECT_EQ(answers.back()->state, status::records);
}

}  // namespace
}  // namespace dnslint::resolver::tests
