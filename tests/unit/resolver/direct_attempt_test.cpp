// SPDX-License-Identifier: Apache-2.0
// What follows an answer of a name server that is asked by itself.
#include "core/resolver/shared/direct_resolver.hpp"
#include "tests/unit/resolver/messages.hpp"

namespace dnslint::resolver::tests {
namespace {

dns::question const soa = ask("example.test", "SOA");

direct_question plain()
{
   return {{"192.0.2.1", 53}, soa};
}

direct_question with_own_options()
{
   auto q = plain();
   q.form.options.push_back({10, "12345678"});
   return q;
}

answer bad_cookie()
{
   return interpret(received(soa, with_code(response(soa), dns::rcode::badcookie)));
}

answer lost(std::string code)
{
   exchange e;
   e.asked = soa;
   e.failure = base::transient(std::move(code));
   return interpret(e);
}

std::optional<attempt> after(attempt const& made, answer const& got, direct_question const& q)
{
   policy how;
   how.tries = 2;
   return next_direct_attempt(made, got, q, how);
}

// RFC 7873 section 5.3.
TEST(direct_attempt, a_bad_cookie_is_asked_again_with_the_new_one_and_then_over_tcp)
{
   attempt const first;
   auto const second = after(first, bad_cookie(), plain());
   ASSERT_TRUE(second);
   EXPECT_TRUE(second->new_cookie);
   EXPECT_EQ(second->via, transport::udp);
   auto const third = after(*second, bad_cookie(), plain());
   ASSERT_TRUE(third);
   EXPECT_EQ(third->via, transport::tcp);
   EXPECT_FALSE(after(*third, bad_cookie(), plain()));
}

TEST(direct_attempt, a_bad_cookie_of_the_askers_own_is_the_answer)
{
   attempt const first;
   EXPECT_FALSE(after(first, bad_cookie(), with_own_options()));
}

TEST(direct_attempt, only_what_was_lost_is_tried_again)
{
   attempt const first;
   for (auto const* code : {"timeout", "unreachable", "tcp-failed"}) {
      auto const next = after(first, lost(code), plain());
      ASSERT_TRUE(next) << code;
      EXPECT_EQ(next->number, 2U);
      EXPECT_FALSE(after(*next, lost(code), plain())) << code;
   }
   EXPECT_FALSE(after(first, lost("wrong-id"), plain()));
   EXPECT_FALSE(after(
      first, interpret(received(soa, with_code(response(soa), dns::rcode::servfail))), plain()));
}

}  // namespace
}  // namespace dnslint::resolver::tests
