// SPDX-License-Identifier: Apache-2.0
#include "core/scan/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using scan::assignment;
using scan::death;
using testing::ElementsAre;
using testing::IsEmpty;

class dispatching : public testing::Test {
protected:
   void add(std::size_t count)
   {
      for (std::size_t i = 0; i != count; ++i) {
         auto const text = "d" + std::to_string(i) + ".test";
         out.add({*dns::name::from_text(text), text});
      }
   }

   std::vector<std::uint64_t> numbers(std::size_t worker, std::size_t most = 100)
   {
      std::vector<std::uint64_t> all;
      for (auto const& a : out.hand_out(worker, most))
         all.push_back(a.number);
      return all;
   }

   void finish(std::size_t worker, std::vector<std::uint64_t> const& all)
   {
      for (auto const n : all)
         EXPECT_TRUE(out.finished(worker, n)) << n;
   }

   static death in_probe(std::uint32_t probe, std::uint64_t domain)
   {
      return {"SIGSEGV", true, probe, domain};
   }
   static death elsewhere(std::uint32_t last, std::uint64_t domain)
   {
      return {"SIGSEGV", false, last, domain};
   }

   scan::dispatcher out{2, {.in_flight = 3, .strikes = 3, .deaths = 3}};
};

TEST_F(dispatching, gives_each_worker_no_more_than_its_share)
{
   add(8);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_THAT(numbers(1, 2), ElementsAre(3, 4));
   finish(0, {1});
   EXPECT_THAT(numbers(0), ElementsAre(5));
}

TEST_F(dispatching, is_idle_when_everything_is_finished)
{
   EXPECT_TRUE(out.is_idle());
   add(1);
   EXPECT_FALSE(out.is_idle());
   EXPECT_THAT(numbers(0), ElementsAre(0));
   EXPECT_FALSE(out.is_idle());
   finish(0, {0});
   EXPECT_TRUE(out.is_idle());
}

TEST_F(dispatching, does_not_believe_who_finishes_what_it_does_not_have)
{
   add(2);
   numbers(0, 1);
   EXPECT_FALSE(out.finished(1, 0));
   EXPECT_FALSE(out.finished(0, 1));
   EXPECT_TRUE(out.finished(0, 0));
   EXPECT_FALSE(out.finished(0, 0));
}

TEST_F(dispatching, leaves_the_guilty_probe_out_for_its_domain_only)
{
   add(3);
   numbers(0);
   auto const c = out.lost(0, in_probe(7, 1), "acme");
   EXPECT_EQ(c.blamed, 7U);
   EXPECT_FALSE(c.switched_off);
   for (auto const& a : out.hand_out(0, 10)) {
      EXPECT_FALSE(a.alone);
      if (a.number == 1)
         EXPECT_THAT(
            a.left_out, ElementsAre(scan::left_out_probe{7, "plugin-crashed", "SIGSEGV in acme"}));
      else
         EXPECT_THAT(a.left_out, IsEmpty());
   }
}

TEST_F(dispatching, switches_a_probe_off_after_three_deaths)
{
   add(5);
   for (std::uint64_t i = 0; i != 3; ++i) {
      numbers(0);
      auto const c = out.lost(0, in_probe(7, i), "acme");
      EXPECT_EQ(c.switched_off, i == 2) << i;
   }
   EXPECT_THAT(out.switched_off(), ElementsAre(7));
   for (auto const& a : out.hand_out(0, 10))
      EXPECT_THAT(a.left_out, testing::SizeIs(1)) << a.number;
}

// Whoever dies outside of a probe may be the victim of any: its domains go one by one to one
// worker, while the other one goes on.
TEST_F(dispatching, looks_for_the_guilty_one_alone)
{
   add(6);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
   EXPECT_EQ(out.lost(0, elsewhere(7, 1), "acme").blamed, std::nullopt);
   auto const first = out.hand_out(0, 10);
   ASSERT_EQ(first.size(), 1U);
   EXPECT_TRUE(first[0].alone);
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_THAT(numbers(1), ElementsAre(3, 4, 5));
   finish(0, {0});
   EXPECT_THAT(numbers(0), ElementsAre(1));
   EXPECT_EQ(out.lost(0, elsewhere(7, 1), "acme").blamed, 7U);
   EXPECT_THAT(numbers(0), ElementsAre(2));
   finish(0, {2});
   auto const again = out.hand_out(0, 10);
   ASSERT_EQ(again.size(), 1U);
   EXPECT_TRUE(again[0].alone);
   EXPECT_EQ(again[0].left_out.front().probe, 7U);
}

TEST_F(dispatching, gives_up_a_domain_that_nothing_helps)
{
   add(1);
   numbers(0);
   EXPECT_THAT(out.lost(0, {"SIGKILL", false, {}, 0}, "").given_up, IsEmpty());
   for (auto i = 0; i != 3; ++i) {
      EXPECT_THAT(numbers(0), ElementsAre(0));
      auto const c = out.lost(0, {"SIGKILL", false, {}, 0}, "");
      EXPECT_EQ(c.given_up.size(), i == 2 ? 1U : 0U);
   }
   EXPECT_TRUE(out.is_idle());
}

// A board that blames a probe which cannot have run is damaged.
TEST_F(dispatching, does_not_blame_a_probe_that_was_left_out)
{
   add(1);
   numbers(0);
   out.lost(0, in_probe(7, 0), "acme");
   numbers(0);
   EXPECT_EQ(out.lost(0, in_probe(7, 0), "acme").blamed, std::nullopt);
}

TEST_F(dispatching, gives_a_retiring_worker_nothing_more)
{
   add(4);
   numbers(0);
   out.retire(0);
   finish(0, {0, 1, 2});
   EXPECT_THAT(numbers(0), IsEmpty());
   out.ended(0);
   EXPECT_THAT(numbers(0), ElementsAre(3));
}

}  // namespace
