// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

using duration = base::event_loop::duration;

fault drop(unsigned percent)
{
   return {fault_kind::drop, duration{0}, percent};
}

unsigned dropped_of_1000(unsigned percent, dns::question const& q, std::uint64_t seed)
{
   unsigned dropped = 0;
   for (std::uint64_t count = 1; count <= 1000; ++count)
      dropped += drops(drop(percent), q, seed, count) ? 1 : 0;
   return dropped;
}

TEST(drop, takes_its_share)
{
   auto const q = ask("example.test", "MX");
   EXPECT_EQ(dropped_of_1000(100, q, 0), 1000U);
   EXPECT_EQ(dropped_of_1000(0, q, 0), 0U);
   // Five standard deviations of the binomial distribution.
   for (std::uint64_t seed : {0U, 1U, 2U, 4711U}) {
      EXPECT_THAT(dropped_of_1000(30, q, seed), AllOf(Ge(228U), Le(372U))) << seed;
      EXPECT_THAT(dropped_of_1000(1, q, seed), Le(26U)) << seed;
   }
}

TEST(drop, is_the_same_again_and_another_for_another_seed_or_question)
{
   auto const pattern = [](dns::question const& q, std::uint64_t seed) {
      std::string taken;
      for (std::uint64_t count = 1; count <= 64; ++count)
         taken += drops(drop(50), q, seed, count) ? 'x' : '.';
      return taken;
   };
   auto const mx = pattern(ask("example.test", "MX"), 0);
   EXPECT_EQ(pattern(ask("example.test", "MX"), 0), mx);
   EXPECT_NE(pattern(ask("example.test", "MX"), 1), mx);
   EXPECT_NE(pattern(ask("example.test", "TXT"), 0), mx);
   EXPECT_NE(pattern(ask("a.example.test", "MX"), 0), mx);
   EXPECT_NE(pattern(ask("example.test", "MX"), 1).substr(0, 63), mx.substr(1))
      << "a seed is no head start";
}

TEST(drop, is_no_other_fault)
{
   for (auto const kind :
        {fault_kind::timeout,
         fault_kind::servfail,
         fault_kind::refused,
         fault_kind::truncate,
         fault_kind::delay})
      EXPECT_FALSE(drops({kind, duration{0}, 100}, ask("example.test", "MX"), 0, 1));
}

struct drop_in_process : testing::Test {
   drop_in_process()
   {
      auto records = dns::parse_zone_text("@ 300 MX 10 mx", name("example.test"), "zone");
      EXPECT_TRUE(records);
      EXPECT_TRUE(zones.add_zone(name("example.test"), std::move(*records)).empty());
   }

   exchange attempt(std::uint64_t seed, unsigned number)
   {
      auto const made = make_lab_source(loop, zones, seed);
      std::optional<exchange> got;
      made->ask({mx, transport::udp, duration{2000}, number}, [&](exchange e) {
         got = std::move(e);
      });
      loop.run([] {
         return false;
      });
      EXPECT_TRUE(got);
      return got.value_or(exchange{});
   }

   dns::question const mx = ask("example.test", "MX");
   base::virtual_loop loop;
   lab zones;
};

TEST_F(drop_in_process, is_a_timeout)
{
   zones.add_fault(mx.asked, mx.type, drop(100));
   auto const e = attempt(0, 1);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(*e.failure, base::transient("timeout"));
   EXPECT_EQ(e.received - e.sent, duration{2000});
   EXPECT_TRUE(e.wire.empty());
}

TEST_F(drop_in_process, depends_on_seed_and_attempt_alone)
{
   auto const f = drop(50);
   zones.add_fault(mx.asked, mx.type, f);
   for (auto round = 0; round < 2; ++round)
      for (std::uint64_t seed = 0; seed < 8; ++seed)
         for (unsigned number = 1; number <= 8; ++number)
            EXPECT_EQ(attempt(seed, number).failure.has_value(), drops(f, mx, seed, number));
}

// The shared resolver numbers its attempts, so that a second try can succeed.
TEST_F(drop_in_process, is_overcome_by_trying_again)
{
   auto const f = drop(50);
   zones.add_fault(mx.asked, mx.type, f);
   std::uint64_t seed = 0;
   while (!drops(f, mx, seed, 1) || drops(f, mx, seed, 2))
      ++seed;
   for (auto const tries : {1U, 2U}) {
      policy how;
      how.tries = tries;
      std::vector<std::unique_ptr<source>> sources;
      sources.push_back(make_lab_source(loop, zones, seed));
      shared_resolver shared{loop, std::move(sources), how, 0};
      answer_ptr got;
      shared.ask(mx, [&](answer_ptr a) {
         got = std::move(a);
      });
      loop.run([] {
         return false;
      });
      ASSERT_TRUE(got);
      EXPECT_EQ(got->state, tries == 1 ? status::unknown : status::records);
   }
}

}  // namespace
}  // namespace dnslint::resolver::tests
