// SPDX-License-Identifier: Apache-2.0
// The shared resolver with upstreams of which one lies.
#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests::comparing_resolver {
namespace {

using testing::IsEmpty;

dns::question numbered_zone(int i)
{
   return ask(fmt::format("d{}.test", i), "TXT");
}

dns::message denied(dns::question const& q)
{
   auto const zone = q.asked.to_text();
   return with_authority(response(q), fmt::format("{0}. 300 SOA ns.{0}. h.{0}. 1 2 3 4 5", zone));
}

dns::message there(dns::question const& q)
{
   auto const zone = q.asked.to_text();
   auto m = with_answer(response(q), zone + ". 300 TXT text");
   m.authority = records(fmt::format("{0}. 300 SOA ns.{0}. h.{0}. 1 2 3 4 5", zone));
   return m;
}

dns::message denied_root(dns::question const& root)
{
   return with_authority(response(root), ". 60 SOA a.root. n.root. 1 2 3 4 5");
}

struct comparing : testing::Test {
   void make(std::size_t count)
   {
      std::vector<upstream> all;
      for (std::size_t i = 0; i != count; ++i)
         all.push_back(
            {std::make_unique<scripted_source>(loop, scripts.at(i), fmt::format("s{}", i)),
             fmt::format("s{}", i),
             upstream_limits{}});
      policy how;
      how.compares = true;
      resolver = std::make_unique<shared_resolver>(loop, std::move(all), how, 1);
   }
   answer_ptr resolve(dns::question const& q)
   {
      answer_ptr got;
      resolver->ask(q, [&](answer_ptr a) {
         got = std::move(a);
      });
      loop.run([] {
         return false;
      });
      return got;
   }
   std::size_t dropped() const
   {
      return static_cast<std::size_t>(
         std::ranges::count_if(resolver->upstreams(), [](upstream_report const& u) {
            return u.health.dropped != drop_reason::none;
         }));
   }

   base::virtual_loop loop;
   std::array<script, 3> scripts;
   std::unique_ptr<shared_resolver> resolver;
};

TEST_F(comparing, of_three_two_are_believed_and_the_liar_is_dropped_after_five_zones)
{
   make(3);
   for (int i = 0; i != 30; ++i) {
      auto const q = numbered_zone(i);
      scripts[0].on(q, there(q));
      scripts[1].on(q, denied(q));
      scripts[2].on(q, there(q));
      EXPECT_EQ(resolve(q)->state, status::records) << i;
   }
   EXPECT_EQ(dropped(), 1U);
   EXPECT_EQ(resolver->upstreams()[1].health.dropped, drop_reason::contradictions);
   EXPECT_EQ(resolver->epoch(), 1U);
   EXPECT_LT(scripts[1].log.size(), 25U) << "it is asked no more";
}

TEST_F(comparing, a_zone_that_answers_everybody_differently_drops_nobody)
{
   make(3);
   for (int i = 0; i != 60; ++i) {
      auto const q = ask(fmt::format("h{}.hostile.test", i), "TXT");
      for (std::size_t s = 0; s != 3; ++s)
         scripts[s].on(q, (static_cast<std::size_t>(i) % 3 == s) ? denied(q) : there(q));
      resolve(q);
   }
   EXPECT_EQ(dropped(), 0U);
   EXPECT_EQ(resolver->epoch(), 0U);
}

TEST_F(comparing, of_two_that_differ_neither_is_believed_or_dropped)
{
   make(2);
   for (int i = 0; i != 20; ++i) {
      auto const q = numbered_zone(i);
      scripts[0].on(q, there(q));
      scripts[1].on(q, denied(q));
      auto const a = resolve(q);
      EXPECT_EQ(a->state, status::unknown);
      EXPECT_EQ(a->why.code, "contradiction");
   }
   EXPECT_EQ(dropped(), 0U);
}

dns::message text(dns::question const& q, std::string const& what)
{
   auto m = there(q);
   m.answer = records(q.asked.to_text() + ". 300 TXT " + what);
   return m;
}

// A cache may be older, so that makes an answer unknown and drops nobody.
TEST_F(comparing, of_two_with_other_texts_neither_is_believed_or_dropped)
{
   make(2);
   for (int i = 0; i != 20; ++i) {
      auto const q = numbered_zone(i);
      scripts[0].on(q, text(q, "one"));
      scripts[1].on(q, text(q, "another"));
      auto const a = resolve(q);
      EXPECT_EQ(a->why.code, "contradiction");
      EXPECT_EQ(a->why.detail, "two resolvers have different records");
   }
   EXPECT_EQ(dropped(), 0U);
}

TEST_F(comparing, of_three_two_with_the_same_text_are_believed_and_nobody_is_dropped)
{
   make(3);
   for (int i = 0; i != 20; ++i) {
      auto const q = numbered_zone(i);
      scripts[0].on(q, text(q, "one"));
      scripts[1].on(q, text(q, "another"));
      scripts[2].on(q, text(q, "another"));
      auto const a = resolve(q);
      ASSERT_EQ(a->state, status::records) << i;
      EXPECT_EQ(
         a->records().front().rdata,
         "\x07"
         "another");
   }
   EXPECT_EQ(dropped(), 0U);
}

TEST_F(comparing, a_failed_control_drops_the_liar_of_two)
{
   make(2);
   auto const root = ask(".", "SOA");
   scripts[0].on(root, with_answer(response(root), ". 60 SOA a.root. n.root. 1 2 3 4 5"));
   scripts[1].on(root, denied_root(root));
   auto const first = numbered_zone(0);
   scripts[0].on(first, there(first));
   scripts[1].on(first, denied(first));
   EXPECT_EQ(resolve(first)->state, status::unknown);
   EXPECT_EQ(resolver->upstreams()[1].health.dropped, drop_reason::control);
   for (int i = 1; i != 20; ++i) {
      auto const q = numbered_zone(i);
      scripts[0].on(q, there(q));
      scripts[1].on(q, denied(q));
      EXPECT_EQ(resolve(q)->state, status::records) << i;
   }
}

TEST_F(comparing, one_that_is_left_alone_is_not_asked_less_and_not_believed)
{
   make(2);
   auto const root = ask(".", "SOA");
   auto const q = numbered_zone(0);
   for (auto& s : scripts)
      s.on(root, denied_root(root));
   scripts[0].on(q, there(q));
   scripts[1].on(q, denied(q));
   resolve(q);
   EXPECT_EQ(dropped(), 2U);
   auto const next = numbered_zone(1);
   for (auto& s : scripts)
      s.on(next, there(next));
   EXPECT_EQ(resolve(next)->why.code, "control-failed");
}

TEST_F(comparing, an_upstream_that_is_silent_says_nothing_against_another)
{
   make(2);
   auto const q = numbered_zone(0);
   scripts[0].on(q, there(q));
   scripts[1].fail(q, "timeout");
   EXPECT_EQ(resolve(q)->state, status::records);
}

TEST_F(comparing, upstreams_that_agree_are_compared_seldom_after_a_while)
{
   make(2);
   for (int i = 0; i != 600; ++i) {
      auto const q = numbered_zone(i);
      for (auto& s : scripts)
         s.on(q, there(q));
      resolve(q);
   }
   auto const asked = scripts[0].log.size() + scripts[1].log.size();
   EXPECT_GT(asked, 600U + 64);
   EXPECT_LT(asked, 600U + 200);
}

TEST_F(comparing, an_upstream_that_others_have_dropped_is_asked_no_more)
{
   make(3);
   resolver->drop({{1, drop_reason::contradictions}, {7, drop_reason::control}});
   EXPECT_EQ(resolver->epoch(), 1U) << "there is no eighth upstream";
   EXPECT_EQ(resolver->dropped(), (upstream_drops{{1, drop_reason::contradictions}}));
   resolver->drop({{1, drop_reason::control}});
   EXPECT_EQ(resolver->epoch(), 1U) << "it was dropped before";
   for (int i = 0; i != 10; ++i) {
      auto const q = numbered_zone(i);
      for (auto const which : {0U, 2U})
         scripts[which].on(q, there(q));
      EXPECT_EQ(resolve(q)->state, status::records);
   }
   EXPECT_THAT(scripts[1].log, IsEmpty());
}

TEST_F(comparing, an_answer_says_whom_it_rests_on)
{
   make(3);
   auto const q = numbered_zone(0);
   scripts[0].on(q, there(q));
   scripts[1].fail(q, "timeout");
   scripts[2].on(q, there(q));
   EXPECT_EQ(resolve(q)->upstreams, only(0) | only(2)) << "silence says nothing";
}

TEST_F(comparing, an_answer_does_not_rest_on_whoever_is_not_believed)
{
   make(2);
   auto const q = numbered_zone(0);
   for (auto& s : scripts)
      s.on(q, there(q));
   resolver->drop({{0, drop_reason::control}, {1, drop_reason::control}});
   auto const a = resolve(q);
   EXPECT_EQ(a->why.code, "control-failed");
   EXPECT_EQ(a->upstreams, 0U);
}

TEST_F(comparing, a_domain_rests_on_all_that_its_answers_rest_on)
{
   make(2);
   domain_memo memo{*resolver, {}, {}};
   auto const one = numbered_zone(0);
   auto const other = numbered_zone(1);
   scripts[0].on(one, there(one));
   scripts[1].fail(one, "timeout");
   scripts[0].fail(other, "timeout");
   scripts[1].on(other, there(other));
   EXPECT_EQ(memo.upstreams(), 0U);
   auto const ask_memo = [&](dns::question const& q) {
      memo.ask(q, [](answer_ptr const&) {});
      loop.run([] {
         return false;
      });
      return memo.upstreams();
   };
   EXPECT_EQ(ask_memo(one), only(0));
   EXPECT_EQ(ask_memo(other), only(0) | only(1));
}

}  // namespace
}  // namespace dnslint::resolver::tests::comparing_resolver
