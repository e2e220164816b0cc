// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/belief.hpp"

#include "tests/unit/resolver/messages.hpp"

namespace dnslint::resolver::tests::beliefs {
namespace {

dns::question const txt = ask("example.test", "TXT");

answer denied(std::string const& from, dns::rcode code = dns::rcode::nxdomain, std::string soa = {})
{
   auto e = received(txt, with_authority(with_code(response(txt), code), soa));
   e.destination = from;
   return interpret(std::move(e));
}

answer proved()
{
   return denied("s1", dns::rcode::nxdomain, "test. 300 SOA a. b. 1 2 3 4 5");
}

TEST(belief, without_any_knowledge_an_answer_stands)
{
   auto a = proved();
   judge_belief(a, {});
   EXPECT_EQ(a.state, status::absent);
   auto b = denied("s1");
   judge_belief(b, {});
   EXPECT_EQ(b.why.code, "no-soa");
}

TEST(belief, two_upstreams_that_deny_alike_are_believed)
{
   auto const first = denied("s1");
   auto second = denied("s2");
   judge_belief(second, {.at_hand = &first});
   EXPECT_EQ(second.state, status::absent);
   auto same = denied("s1");
   judge_belief(same, {.at_hand = &first});
   EXPECT_EQ(same.state, status::unknown);
}

TEST(belief, what_the_audit_has_seen_overrules_them)
{
   auto const soa = ask("example.test", "SOA");
   seen_zone seen;
   seen.learn(interpret(
      received(soa, with_answer(response(soa), "example.test. 300 SOA a. b. 1 2 3 4 5"))));
   auto const first = denied("s1");
   auto second = denied("s2");
   judge_belief(second, {.at_hand = &first, .seen = &seen});
   EXPECT_EQ(second.why.code, "contradiction");
   auto third = proved();
   judge_belief(third, {.seen = &seen});
   EXPECT_EQ(third.state, status::unknown);
}

TEST(belief, an_upstream_that_rewrites_is_not_believed)
{
   upstream_trial rewrites;
   rewrites.nxdomain = trial_verdict::bad;
   auto a = proved();
   judge_belief(a, {.trial = &rewrites});
   EXPECT_EQ(a.why.code, "nxdomain-rewritten");
}

TEST(belief, a_rewritten_nxdomain_may_look_like_any_denial_until_the_zone_was_seen)
{
   upstream_trial rewrites;
   rewrites.nxdomain = trial_verdict::bad;
   auto const soa = "example.test. 300 SOA a. b. 1 2 3 4 5";
   auto a = denied("s1", dns::rcode::noerror, soa);
   judge_belief(a, {.trial = &rewrites});
   EXPECT_EQ(a.why.code, "nxdomain-rewritten");
   auto const q = ask("example.test", "SOA");
   seen_zone seen;
   seen.learn(interpret(received(q, with_answer(response(q), soa))));
   auto b = denied("s1", dns::rcode::noerror, soa);
   judge_belief(b, {.trial = &rewrites, .seen = &seen});
   EXPECT_EQ(b.state, status::absent);
}

TEST(belief, an_upstream_that_was_dropped_is_not_believed)
{
   auto a = proved();
   judge_belief(a, {.is_dropped = true});
   EXPECT_EQ(a.why.code, "control-failed");
   auto b = denied("s1");
   judge_belief(b, {.is_dropped = true});
   EXPECT_EQ(b.why.code, "no-soa") << "it was unknown before";
}

}  // namespace
}  // namespace dnslint::resolver::tests::beliefs
