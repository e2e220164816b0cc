// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

dns::question const mx = ask("example.test", "MX");
dns::question const txt = ask("example.test", "TXT");
dns::question const www = ask("www.example.test", "A");

struct domain_memo_test : testing::Test {
   domain_memo_test()
   {
      for (auto const& q : {mx, txt, www})
         lines.on(q, with_authority(response(q), "example.test. 300 SOA a. b. 1 2 3 4 5"));
   }
   void make(domain_budget const& budget)
   {
      memo = std::make_unique<domain_memo>(shared, budget, [this](exchange const& e) {
         seen.push_back(to_text(e.asked));
      });
   }
   void ask_for(dns::question const& q)
   {
      memo->ask(q, [this](answer_ptr const& a) {
         answers.push_back(a);
      });
   }
   void run()
   {
      loop.run([] {
         return false;
      });
   }

   base::virtual_loop loop;
   script lines;
   shared_resolver shared{loop, upstreams(loop, lines, 1), {}, 1};
   std::unique_ptr<domain_memo> memo;
   std::vector<std::string> seen;
   std::vector<answer_ptr> answers;
};

TEST_F(domain_memo_test, an_equal_question_is_asked_once)
{
   make({100});
   ask_for(mx);
   ask_for(mx);
   EXPECT_THAT(answers, IsEmpty());
   run();
   ASSERT_THAT(answers, SizeIs(2));
   ask_for(mx);
   EXPECT_THAT(answers, SizeIs(2)) << "answered inline";
   run();
   ASSERT_THAT(answers, SizeIs(3));
   EXPECT_EQ(answers[0], answers[1]);
   EXPECT_EQ(answers[0], answers[2]);
   EXPECT_THAT(lines.log, SizeIs(1));
   EXPECT_THAT(seen, ElementsAre("example.test MX"));
   EXPECT_EQ(memo->questions(), 3U);
   EXPECT_EQ(shared.stats().questions, 3U);
   EXPECT_EQ(shared.stats().memo_hits, 2U);
   EXPECT_EQ(shared.stats().coalesced, 0U);
}

TEST_F(domain_memo_test, types_and_names_are_told_apart)
{
   make({100});
   for (auto const& q : {mx, txt, www})
      ask_for(q);
   run();
   EXPECT_THAT(answers, SizeIs(3));
   EXPECT_THAT(seen, SizeIs(3));
}

TEST_F(domain_memo_test, shows_each_exchange_also_when_another_domain_asked)
{
   make({100});
   std::vector<std::string> other_seen;
   domain_memo other{shared, {100}, [&](exchange const& e) {
                        other_seen.push_back(to_text(e.asked));
                     }};
   ask_for(mx);
   other.ask(mx, [](answer_ptr const&) {});
   run();
   EXPECT_THAT(lines.log, SizeIs(1));
   EXPECT_EQ(seen, other_seen);
   EXPECT_EQ(shared.stats().coalesced, 1U);
}

TEST_F(domain_memo_test, beyond_the_budget_everything_is_unknown)
{
   make({2});
   ask_for(mx);
   ask_for(mx);
   run();
   answers.clear();
   ask_for(txt);
   ask_for(mx);  // hits count, too, else a hostile zone could make us spin
   EXPECT_THAT(answers, IsEmpty()) << "answered inline";
   run();
   ASSERT_THAT(answers, SizeIs(2));
   for (auto const& a : answers) {
      EXPECT_EQ(a->state, status::unknown);
      EXPECT_EQ(a->why.kind, base::cause_class::withheld);
      EXPECT_EQ(a->why.code, "budget");
   }
   EXPECT_EQ(answers[0]->asked, txt);
   EXPECT_EQ(memo->questions(), 2U);
   EXPECT_THAT(lines.log, SizeIs(1));
   EXPECT_THAT(memo->answers(), SizeIs(1));
}

TEST_F(domain_memo_test, beyond_the_bytes_nothing_more_is_asked)
{
   make({.bytes = 1});
   ask_for(mx);
   run();
   ask_for(txt);
   run();
   ASSERT_THAT(answers, SizeIs(2));
   EXPECT_EQ(answers[0]->state, status::absent);
   EXPECT_EQ(answers[1]->why, base::withheld("budget", "1 bytes of answers were allowed"));
   EXPECT_THAT(lines.log, SizeIs(1));
}

TEST_F(domain_memo_test, when_its_time_is_over_nothing_more_is_asked)
{
   make({.time = std::chrono::milliseconds{5}});
   ask_for(mx);
   run();
   ask_for(txt);
   run();
   ASSERT_THAT(answers, SizeIs(2));
   EXPECT_EQ(answers[0]->state, status::absent);
   EXPECT_EQ(answers[1]->why, base::withheld("budget", "0 s were allowed"));
   EXPECT_THAT(lines.log, SizeIs(1));
}

TEST_F(domain_memo_test, answers_are_sorted_by_question_and_leave_open_ones_out)
{
   make({100});
   for (auto const& q : {www, txt, mx})
      ask_for(q);
   run();
   ask_for(ask("open.example.test", "A"));
   std::vector<dns::question> asked;
   for (auto const& a : memo->answers())
      asked.push_back(a->asked);
   EXPECT_THAT(asked, ElementsAre(mx, txt, www));
}

TEST_F(domain_memo_test, may_be_destroyed_with_questions_open)
{
   make({1});
   ask_for(mx);
   ask_for(txt);  // refused, not yet told
   memo.reset();
   run();
   EXPECT_THAT(answers, IsEmpty());
   EXPECT_THAT(seen, IsEmpty());
}

TEST_F(domain_memo_test, may_be_destroyed_by_one_who_waited)
{
   make({100});
   memo->ask(mx, [this](answer_ptr const& a) {
      answers.push_back(a);
      memo.reset();
   });
   ask_for(mx);
   run();
   EXPECT_THAT(answers, SizeIs(1));
}

TEST_F(domain_memo_test, one_who_waited_may_ask_on)
{
   make({100});
   memo->ask(mx, [this](answer_ptr const&) {
      ask_for(mx);
      ask_for(txt);
   });
   run();
   EXPECT_THAT(answers, SizeIs(2));
}

TEST_F(domain_memo_test, needs_no_observer)
{
   domain_memo silent{shared, {1}, nullptr};
   auto told = false;
   silent.ask(mx, [&](answer_ptr const&) {
      told = true;
   });
   run();
   EXPECT_TRUE(told);
}

struct seen_by_memo : domain_memo_test {
   seen_by_memo()
   {
      dns::question const soa = ask("example.test", "SOA");
      lines.on(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"));
      lines.forget(txt);
      lines.on(
         txt,
         with_code(
            with_authority(response(txt), "test. 300 SOA a. b. 1 2 3 4 5"), dns::rcode::nxdomain));
      memo =
         std::make_unique<domain_memo>(shared, domain_budget{}, observer{}, name("example.test"));
      ask_for(soa);
      run();
      answers.clear();
   }
};

TEST_F(seen_by_memo, what_denies_a_name_that_was_seen_is_unknown)
{
   ask_for(txt);
   run();
   ASSERT_THAT(answers, SizeIs(1));
   EXPECT_EQ(answers[0]->state, status::unknown);
   EXPECT_EQ(answers[0]->why.code, "contradiction");
   EXPECT_THAT(lines.log, SizeIs(2)) << "the only upstream would say the same again";
}

TEST_F(seen_by_memo, another_upstream_is_asked_for_what_cannot_be_true)
{
   lines.on(txt, with_answer(response(txt), "example.test. 300 TXT text"));
   shared_resolver two{loop, upstreams(loop, lines, 2), {}, 1};
   domain_memo other{two, {}, {}, name("example.test")};
   for (auto const& q : {ask("example.test", "SOA"), txt}) {
      other.ask(q, [this](answer_ptr const& a) {
         answers.push_back(a);
      });
      run();
   }
   ASSERT_THAT(answers, SizeIs(2));
   EXPECT_EQ(answers[1]->state, status::records);
   EXPECT_EQ(answers[1]->destination(), "s2");
}

}  // namespace
}  // namespace dnslint::resolver::tests
