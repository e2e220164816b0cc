// SPDX-License-Identifier: Apache-2.0
// Questions of a domain to servers by themselves spend its budget as all others do.
#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

dns::question const soa = ask("example.test", "SOA");
dns::question const big = ask("big.example.test", "TXT");

struct domain_memo_direct : testing::Test {
   domain_memo_direct()
   {
      lines.on(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"));
      lines.on(
         big,
         with_answer(response(big), "big.example.test. 300 TXT \"" + std::string(200, 'x') + '"'));
   }
   void make(domain_budget const& budget)
   {
      memo = std::make_unique<domain_memo>(shared, budget, [this](exchange const& e) {
         seen.push_back(to_text(e.asked) + (e.failure ? " " + e.failure->code : ""));
      });
   }
   void ask_for(dns::question const& q, char const* address = "192.0.2.1")
   {
      memo->ask_direct(direct, {{address, 53}, q}, [this](answer_ptr const& a) {
         answers.push_back(a);
      });
   }
   void run()
   {
      loop.run([] {
         return false;
      });
   }
   static direct_limits limits()
   {
      direct_limits most;
      most.only_global = false;
      return most;
   }

   base::virtual_loop loop;
   script lines;
   shared_resolver shared{loop, upstreams(loop, lines, 1), {}, 1};
   direct_resolver direct{
      loop,
      [this](server_address const& a) {
         return std::make_unique<scripted_source>(loop, lines, a.address);
      },
      limits()};
   std::unique_ptr<domain_memo> memo;
   std::vector<std::string> seen;
   std::vector<answer_ptr> answers;
};

TEST_F(domain_memo_direct, an_answer_is_given_and_shown)
{
   make({100});
   ask_for(soa);
   EXPECT_THAT(answers, IsEmpty());
   run();
   ASSERT_THAT(answers, SizeIs(1));
   EXPECT_EQ(answers[0]->state, status::records);
   EXPECT_THAT(seen, ElementsAre("example.test SOA"));
   EXPECT_EQ(memo->questions(), 1U);
   EXPECT_EQ(shared.stats().questions, 1U);
}

TEST_F(domain_memo_direct, questions_beyond_the_budget_are_withheld)
{
   make({1});
   ask_for(soa);
   ask_for(soa, "192.0.2.2");
   run();
   ASSERT_THAT(answers, SizeIs(2));
   auto const refused = std::ranges::count_if(answers, [](answer_ptr const& a) {
      return a->state == status::unknown && a->why.kind == base::cause_class::withheld &&
             a->why.code == "budget";
   });
   EXPECT_EQ(refused, 1);
   EXPECT_THAT(lines.log, SizeIs(1));
}

TEST_F(domain_memo_direct, bytes_of_its_answers_count)
{
   domain_budget small;
   small.bytes = 100;
   make(small);
   ask_for(big);
   run();
   ask_for(soa);
   run();
   ASSERT_THAT(answers, SizeIs(2));
   EXPECT_EQ(answers[0]->state, status::records);
   EXPECT_EQ(answers[1]->why.code, "budget");
}

TEST_F(domain_memo_direct, what_was_never_asked_is_shown_as_failed)
{
   auto most = limits();
   most.only_global = true;
   direct_resolver careful{
      loop,
      [this](server_address const& a) {
         return std::make_unique<scripted_source>(loop, lines, a.address);
      },
      most};
   make({100});
   memo->ask_direct(careful, {{"192.168.0.1", 53}, soa}, [this](answer_ptr const& a) {
      answers.push_back(a);
   });
   run();
   ASSERT_THAT(answers, SizeIs(1));
   EXPECT_EQ(answers[0]->why.kind, base::cause_class::withheld);
   EXPECT_THAT(seen, ElementsAre("example.test SOA " + answers[0]->why.code));
   EXPECT_THAT(lines.log, IsEmpty());
}

TEST_F(domain_memo_direct, tells_nobody_once_it_is_gone)
{
   make({100});
   ask_for(soa);
   memo.reset();
   run();
   EXPECT_THAT(answers, IsEmpty());
}

}  // namespace
}  // namespace dnslint::resolver::tests
