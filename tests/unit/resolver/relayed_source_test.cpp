// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/relayed_source.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "tests/unit/resolver/scripted_source.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

dns::question const alias = ask("www.relay.test", "A");
dns::question const target = ask("host.relay.test", "A");

policy one_try()
{
   policy how;
   how.tries = how.silence_tells = 1;
   return how;
}

struct relayed_source_test : testing::Test {
   relayed_source_test()
   {
      lines.on(alias, with_answer(response(alias), "www.relay.test. 300 CNAME host.relay.test."));
      lines.on(target, with_answer(response(target), "host.relay.test. 300 A 192.0.2.1"));
   }

   answer_ptr resolve(shared_resolver& through, dns::question const& q)
   {
      answer_ptr got;
      through.ask(q, [&got](answer_ptr a) {
         got = std::move(a);
      });
      EXPECT_EQ(got, nullptr) << "answered inline";
      loop.run([] {
         return false;
      });
      return got;
   }

   // What a resolver says that stands on `first`.
   answer_ptr relayed(dns::question const& q, std::vector<answer_ptr> const& known)
   {
      std::vector<std::unique_ptr<source>> only;
      only.push_back(make_relayed_source(first, known));
      shared_resolver second{loop, std::move(only), one_try(), 1};
      return resolve(second, q);
   }

   base::virtual_loop loop;
   script lines;
   shared_resolver first{loop, upstreams(loop, lines, 1), one_try(), 1};
};

TEST_F(relayed_source_test, gives_what_is_known_without_asking)
{
   auto const known = resolve(first, alias);
   ASSERT_EQ(known->state, status::records);
   lines.log.clear();
   auto const again = relayed(alias, {known});
   EXPECT_EQ(again->state, status::records);
   EXPECT_EQ(texts(again->records()), texts(known->records()));
   EXPECT_THAT(again->chain(), SizeIs(1));
   EXPECT_EQ(relayed(target, {known})->state, status::records);
   EXPECT_THAT(lines.log, IsEmpty());
}

TEST_F(relayed_source_test, asks_for_the_rest)
{
   EXPECT_EQ(relayed(target, {})->state, status::records);
   EXPECT_THAT(lines.log, SizeIs(1));
}

TEST_F(relayed_source_test, keeps_the_cause_of_what_is_not_answered)
{
   auto const dead = ask("dead.relay.test", "A");
   lines.fail(dead, "timeout");
   for (auto const& known : {std::vector<answer_ptr>{}, {resolve(first, dead)}}) {
      auto const got = relayed(dead, known);
      EXPECT_EQ(got->state, status::unknown);
      EXPECT_EQ(got->why.code, "timeout");
      EXPECT_EQ(got->why.kind, base::cause_class::transient);
   }
   auto const unasked = make_unknown(dead, {base::cause_class::withheld, "budget", {}});
   lines.fail(dead, "other");
   EXPECT_NE(relayed(dead, {unasked})->why.code, "budget") << "it was not asked, so it is now";
}

TEST_F(relayed_source_test, calls_nobody_once_it_is_gone)
{
   auto from = make_relayed_source(first, {});
   bool was_called = false;
   from->ask({target}, [&](exchange const&) {
      was_called = true;
   });
   from.reset();
   loop.run([] {
      return false;
   });
   EXPECT_FALSE(was_called);
}

TEST_F(relayed_source_test, asks_a_server_through_the_first_direct_resolver)
{
   direct_limits limits;
   limits.asking = one_try();
   limits.only_global = false;
   auto const connect = [this](server_address const& a) {
      return std::make_unique<scripted_source>(loop, lines, a.address);
   };
   direct_resolver below{loop, connect, limits};
   auto const from = make_relayed_source(below, loop, {"192.0.2.53"});
   std::vector<exchange> got;
   for (int i = 0; i != 2; ++i) {
      from->ask({target}, [&got](exchange e) {
         got.push_back(std::move(e));
      });
      EXPECT_THAT(got, SizeIs(i));
      loop.run([] {
         return false;
      });
   }
   EXPECT_THAT(lines.log, ElementsAre("192.0.2.53: host.relay.test A udp at 0"));
   EXPECT_THAT(got, SizeIs(2));
   EXPECT_FALSE(got.back().wire.empty());
}

}  // namespace
}  // namespace dnslint::resolver::tests
