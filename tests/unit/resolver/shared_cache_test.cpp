// SPDX-License-Identifier: Apache-2.0
// The shared resolver with its cache.
#include "tests/unit/resolver/limited_upstream.hpp"

namespace dnslint::resolver::tests {
namespace {

using testing::SizeIs;

struct shared_cache_test : limited_upstream_test {
   // Two domains that ask the same, one after the other.
   void ask_for_two(dns::question const& q, duration between = 0ms)
   {
      for (auto const* const domain : {"one.test", "two.test"}) {
         domain_memo memo{*resolver, {10}, {}, *dns::name::from_text(domain)};
         memo.ask(q, [this](answer_ptr a) {
            answers.push_back(std::move(a));
         });
         run();
         loop.run_after(between, [] {});
         run();
      }
   }
};

TEST_F(shared_cache_test, domains_share_what_recurs_until_its_ttl_is_over)
{
   make({}, 1, true);
   auto const mail = ask("mx.provider.test", "A");
   ask_for_two(mail, 299s);
   EXPECT_THAT(servers[0].asked, SizeIs(1));
   EXPECT_EQ(answers[0], answers[1]);
   EXPECT_EQ(resolver->stats().cache_hits, 1U);
   ask_for_two(mail);
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

TEST_F(shared_cache_test, a_ttl_of_zero_is_for_those_only_who_asked)
{
   servers[0].ttl = 0;
   make({}, 1, true);
   ask_for_two(ask("mx.provider.test", "A"));
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

TEST_F(shared_cache_test, names_of_the_domain_itself_take_no_room)
{
   make({}, 1, true);
   ask_for_two(ask("www.two.test", "A"));
   EXPECT_EQ(resolver->stats().cache_hits, 0U);
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

TEST_F(shared_cache_test, names_made_of_the_domain_at_somebody_else_take_no_room)
{
   make({}, 1, true);
   ask_for_two(ask("one.test._report._dmarc.receiver.test", "A"));
   EXPECT_EQ(resolver->stats().cache_hits, 0U);
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

TEST_F(shared_cache_test, may_be_left_out)
{
   make();
   ask_for_two(ask("mx.provider.test", "A"));
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

TEST_F(shared_cache_test, failures_are_remembered_for_a_short_time)
{
   servers[0].code = dns::rcode::servfail;
   how.tries = 1;
   make({}, 1, true);
   ask_for_two(ask("mx.provider.test", "A"), 4s);
   EXPECT_THAT(servers[0].asked, SizeIs(1));
   ask_for_two(ask("mx.provider.test", "A"), 9s);
   EXPECT_THAT(servers[0].asked, SizeIs(2));
}

}  // namespace
}  // namespace dnslint::resolver::tests
