// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/alias_chain.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests::aliases {
namespace {

using testing::ElementsAre;

dns::question const mx = ask("a.test", "MX");

answer answered(dns::question const& q, std::string const& answer, bool secure = true)
{
   auto m = with_answer(response(q), answer);
   m.head.ad = secure;
   return interpret(received(q, m));
}

struct alias_chain_test : testing::Test {
   answer first(bool secure = true)
   {
      auto a = answered(mx, "a.test. 300 CNAME b.test.", secure);
      EXPECT_TRUE(is_incomplete(a));
      chain.complete(a, mx);
      next = chain.follow(a, 1).value_or(mx);
      return a;
   }

   alias_chain chain;
   dns::question next = mx;
};

TEST_F(alias_chain_test, leaves_an_answer_without_aliases_as_it_is)
{
   auto a = answered(mx, "a.test. 300 MX 10 m.test.");
   chain.complete(a, mx);
   EXPECT_TRUE(a.is_direct()) << "nothing was decoded for it";
   EXPECT_FALSE(is_incomplete(a));
}

TEST_F(alias_chain_test, asks_for_the_target_and_joins_the_parts)
{
   first();
   EXPECT_EQ(next, ask("b.test", "MX"));
   auto last = answered(next, "b.test. 300 CNAME c.test.\nc.test. 300 MX 10 m.test.");
   chain.complete(last, mx);
   EXPECT_EQ(last.asked, mx);
   EXPECT_TRUE(last.secure);
   EXPECT_THAT(
      texts(last.chain()),
      ElementsAre("a.test. 300 IN CNAME b.test.", "b.test. 300 IN CNAME c.test."));
}

TEST_F(alias_chain_test, is_secure_only_when_every_part_is)
{
   first(false);
   auto last = answered(next, "b.test. 300 MX 10 m.test.");
   chain.complete(last, mx);
   EXPECT_FALSE(last.secure);
}

TEST_F(alias_chain_test, finds_a_loop_over_several_answers)
{
   first();
   auto last = answered(next, "b.test. 300 CNAME a.test.");
   chain.complete(last, mx);
   EXPECT_EQ(last.state, status::unknown);
   EXPECT_EQ(last.why.code, "cname-loop");
}

TEST_F(alias_chain_test, ends_where_no_more_steps_are_allowed)
{
   first();
   auto more = answered(next, "b.test. 300 CNAME c.test.");
   chain.complete(more, mx);
   EXPECT_FALSE(chain.follow(more, 1));
   EXPECT_EQ(more.why.code, "chain-too-long");
}

}  // namespace
}  // namespace dnslint::resolver::tests::aliases
