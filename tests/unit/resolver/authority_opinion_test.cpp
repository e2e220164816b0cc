// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/authority_opinion.hpp"

#include "core/base/virtual_loop.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto soa = "example.test. 300 SOA a. b. 1 2 3 4 5";

dns::message from_authority(dns::question const& q)
{
   auto m = response(q);
   m.head.aa = true;
   return m;
}

// A resolver that leaves the SOA out of what it denies, and a zone with two servers.
struct authority_opinion_test : testing::Test {
   authority_opinion_test()
   {
      upstream.on(denied, response(denied));
      upstream.on(ask("_dmarc.example.test", "NS"), response(ask("_dmarc.example.test", "NS")));
      auto const ns = ask("example.test", "NS");
      upstream.on(
         ns,
         with_answer(
            response(ns),
            "example.test. 300 NS ns1.example.test.\nexample.test. 300 NS ns2.example.test."));
      for (auto const* const n : {"1", "2"}) {
         auto const host = std::string{"ns"} + n + ".example.test";
         auto const a = ask(host, "A");
         upstream.on(a, with_answer(response(a), host + ". 300 A 192.0.2." + n));
         auto const aaaa = ask(host, "AAAA");
         upstream.on(aaaa, response(aaaa));
      }
      limits.each = {};
      limits.only_global = false;
      limits.asking.tries = 1;
      how.tries = 1;
   }

   answer_ptr asked()
   {
      shared_resolver shared{loop, upstreams(loop, upstream, 1), how, 1};
      direct_resolver direct{
         loop,
         [this](server_address const& a) {
            return std::make_unique<scripted_source>(
               loop, a.address == "192.0.2.1" ? first : second, a.to_text());
         },
         limits};
      domain_memo memo{shared, {}, {}, name("example.test")};
      if (may_ask_servers)
         memo.hear_authority(direct);
      answer_ptr got;
      memo.ask(denied, [&](answer_ptr a) {
         EXPECT_FALSE(got) << "once";
         got = std::move(a);
      });
      EXPECT_FALSE(got) << "inline";
      loop.run([] {
         return false;
      });
      return got;
   }

   dns::question denied = ask("_dmarc.example.test", "TXT");
   base::virtual_loop loop;
   script upstream;
   script first;
   script second;
   direct_limits limits;
   policy how;
   bool may_ask_servers = true;
};

TEST_F(authority_opinion_test, that_agrees_with_a_proof_makes_it_absent)
{
   first.on(denied, with_authority(with_code(from_authority(denied), dns::rcode::nxdomain), soa));
   auto const a = asked();
   ASSERT_TRUE(a);
   EXPECT_EQ(a->state, status::absent);
   EXPECT_TRUE(a->nxdomain());
   EXPECT_THAT(a->exchanges, SizeIs(2));
   EXPECT_EQ(a->destination(), "192.0.2.1:53");
   EXPECT_THAT(a->records(), IsEmpty());
   EXPECT_THAT(a->authority(), SizeIs(1));
   EXPECT_THAT(first.log, ElementsAre(HasSubstr("_dmarc.example.test TXT")));
   EXPECT_THAT(second.log, IsEmpty());
}

TEST_F(authority_opinion_test, that_denies_the_same_makes_it_absent)
{
   first.on(denied, from_authority(denied));
   EXPECT_EQ(asked()->state, status::absent);
}

// As a box on the way is, which answers for every server.
TEST_F(authority_opinion_test, of_one_that_is_no_authority_leaves_it_unknown)
{
   first.on(denied, response(denied));
   EXPECT_EQ(asked()->why.code, "no-soa");
   first = {};
   first.on(denied, with_authority(response(denied), soa));
   EXPECT_EQ(asked()->why.code, "no-soa");
}

// The zone's own servers deny their DS, and rightly so.
TEST_F(authority_opinion_test, on_a_ds_is_that_of_the_parent)
{
   denied = ask("child.example.test", "DS");
   upstream.on(denied, response(denied));
   auto const ns = ask("child.example.test", "NS");
   upstream.on(ns, with_answer(response(ns), "child.example.test. 300 NS ns2.example.test."));
   first.on(denied, from_authority(denied));
   second.on(denied, from_authority(denied));
   asked();
   EXPECT_THAT(first.log, SizeIs(1));
   EXPECT_THAT(second.log, IsEmpty());
}

// However many addresses a zone gives its servers.
TEST_F(authority_opinion_test, is_asked_of_few_addresses)
{
   auto const a = ask("ns1.example.test", "A");
   std::string many;
   for (auto i = 1; i != 50; ++i)
      many += "ns1.example.test. 300 A 192.0.2." + std::to_string(100 + i) + "\n";
   upstream.forget(a);
   upstream.on(a, with_answer(response(a), many));
   second.fail(denied, "timeout");
   EXPECT_EQ(asked()->why.code, "no-soa");
   EXPECT_THAT(second.log, SizeIs(3));
}

TEST_F(authority_opinion_test, that_has_records_leaves_it_unknown_and_says_so)
{
   first.on(denied, with_answer(from_authority(denied), "_dmarc.example.test. 300 TXT v=DMARC1"));
   auto const a = asked();
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "no-soa");
   EXPECT_THAT(a->why.detail, HasSubstr("has what is denied"));
   EXPECT_THAT(a->records(), IsEmpty());
}

TEST_F(authority_opinion_test, of_another_kind_of_absence_leaves_it_unknown)
{
   first.on(denied, with_code(from_authority(denied), dns::rcode::nxdomain));
   EXPECT_EQ(asked()->why.code, "no-soa");
}

TEST_F(authority_opinion_test, of_a_server_that_says_nothing_useful_leaves_it_unknown)
{
   first.on(denied, with_code(from_authority(denied), dns::rcode::refused));
   auto const a = asked();
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "no-soa");
   EXPECT_THAT(second.log, IsEmpty());
}

TEST_F(authority_opinion_test, is_asked_of_the_next_server_where_one_is_silent)
{
   first.fail(denied, "timeout");
   second.on(denied, with_authority(from_authority(denied), soa));
   EXPECT_EQ(asked()->state, status::absent);
}

TEST_F(authority_opinion_test, that_nobody_gives_leaves_it_unknown)
{
   first.fail(denied, "timeout");
   second.fail(denied, "timeout");
   auto const a = asked();
   EXPECT_EQ(a->state, status::unknown);
   EXPECT_EQ(a->why.code, "no-soa");
   EXPECT_THAT(a->exchanges, SizeIs(1));
}

TEST_F(authority_opinion_test, is_not_asked_for_without_the_power)
{
   may_ask_servers = false;
   EXPECT_EQ(asked()->why.code, "no-soa");
   EXPECT_THAT(first.log, IsEmpty());
}

TEST_F(authority_opinion_test, is_not_asked_for_where_nothing_is_in_doubt)
{
   upstream = {};
   upstream.on(denied, with_authority(response(denied), soa));
   EXPECT_EQ(asked()->state, status::absent);
   upstream = {};
   upstream.fail(denied, "timeout");
   EXPECT_EQ(asked()->why.code, "timeout");
   EXPECT_THAT(upstream.log, SizeIs(1));
   EXPECT_THAT(first.log, IsEmpty());
}

TEST_F(authority_opinion_test, may_be_left_waiting_for_ever)
{
   first.on(denied, with_authority(from_authority(denied), soa));
   shared_resolver shared{loop, upstreams(loop, upstream, 1), how, 1};
   direct_resolver direct{
      loop,
      [this](server_address const& a) {
         return std::make_unique<scripted_source>(loop, first, a.to_text());
      },
      limits};
   for (auto const steps : {1U, 3U, 5U}) {
      upstream.log.clear();
      domain_memo memo{shared, {}, {}, name("example.test")};
      memo.hear_authority(direct);
      memo.ask(denied, [](answer_ptr const&) {
         ADD_FAILURE() << "the memo is gone";
      });
      loop.run([&] {
         return upstream.log.size() >= steps;
      });
   }
   loop.run([] {
      return false;
   });
}

}  // namespace
}  // namespace dnslint::resolver::tests
