// SPDX-License-Identifier: Apache-2.0
#include "core/scan/inquiry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using scan::inquiry;
using testing::ElementsAre;
using testing::IsEmpty;

// A chain of needs: c needs b, b needs a; d and e are one plugin.
std::vector<scan::probe_entry> const plan_probes{
   {"a", 0, {}}, {"b", 1, {0}}, {"c", 2, {1}}, {"d", 3, {}}, {"d (second)", 3, {}}};
enum : std::uint32_t { a, b, c, d, e };

scan::death crash(std::uint32_t probe)
{
   return {"SIGSEGV", true, probe, 1, false};
}

std::vector<std::uint32_t> numbers_of(std::vector<scan::left_out_probe> const& all)
{
   std::vector<std::uint32_t> some;
   for (auto const& l : all)
      some.push_back(l.probe);
   return some;
}

struct inquiring : testing::Test {
   inquiry about{plan_probes};

   void name_and_clear(std::uint32_t probe)
   {
      EXPECT_FALSE(about.ended(crash(probe), before));
      EXPECT_EQ(about.at(), inquiry::stage::named_only);
      EXPECT_FALSE(about.completed(before));
      EXPECT_EQ(about.at(), inquiry::stage::without_one);
   }

   std::vector<scan::left_out_probe> before;
};

TEST_F(inquiring, begins_with_every_probe)
{
   EXPECT_EQ(about.at(), inquiry::stage::all_probes);
   EXPECT_THAT(about.left_out(), IsEmpty());
   EXPECT_FALSE(about.completed(before)) << "a first trial that is completed names nobody";
   EXPECT_EQ(about.at(), inquiry::stage::all_probes);
}

TEST_F(inquiring, lets_the_named_probe_run_with_all_that_it_needs)
{
   about.ended(crash(c), before);
   EXPECT_THAT(numbers_of(about.left_out()), ElementsAre(d, e));
   auto const v = about.ended(crash(c), before);
   ASSERT_TRUE(v);
   EXPECT_THAT(v->probes, ElementsAre(c));
   EXPECT_EQ(v->detail, "SIGSEGV in c");
   EXPECT_TRUE(v->is_proven);
}

TEST_F(inquiring, leaves_each_plugin_out_and_the_named_probe_last)
{
   name_and_clear(b);
   for (auto const& group : {std::vector{a}, std::vector{c}, std::vector{d, e}}) {
      EXPECT_EQ(
         numbers_of(about.left_out()), (std::vector<std::uint32_t>{group.begin(), group.end()}));
      EXPECT_FALSE(about.ended(crash(b), before));
   }
   EXPECT_THAT(numbers_of(about.left_out()), ElementsAre(b));
   EXPECT_EQ(about.left_out()[0].detail, "SIGSEGV in b");
   auto const v = about.completed(before);
   ASSERT_TRUE(v);
   EXPECT_THAT(v->probes, ElementsAre(b)) << "it crashes in company alone";
}

TEST_F(inquiring, leaves_out_a_plugin_with_all_its_probes)
{
   name_and_clear(a);
   about.ended(crash(a), before);
   about.ended(crash(a), before);
   EXPECT_EQ(about.left_out()[0].code, scan::crashed_code);
   EXPECT_EQ(about.left_out()[0].detail, "SIGSEGV in a, which does not happen without d");
   auto const v = about.completed(before);
   ASSERT_TRUE(v);
   EXPECT_THAT(v->probes, ElementsAre(d, e));
   EXPECT_TRUE(v->is_proven);
}

TEST_F(inquiring, suspects_the_siblings_of_the_named_probe_too)
{
   name_and_clear(d);
   for (auto i = 0; i != 3; ++i)
      about.ended(crash(d), before);
   EXPECT_THAT(numbers_of(about.left_out()), ElementsAre(e));
   ASSERT_TRUE(about.completed(before));
}

TEST_F(inquiring, does_not_suspect_what_was_left_out_before)
{
   before = {{a, "plugin-crashed", ""}, {c, "plugin-crashed", ""}};
   name_and_clear(b);
   EXPECT_THAT(numbers_of(about.left_out()), ElementsAre(d, e));
}

TEST_F(inquiring, proves_nothing_when_every_trial_ends)
{
   name_and_clear(c);
   std::optional<scan::verdict> v;
   for (auto trials = 0; trials != 4; ++trials) {
      EXPECT_FALSE(v) << trials;
      v = about.ended(crash(c), before);
   }
   ASSERT_TRUE(v);
   EXPECT_FALSE(v->is_proven);
   EXPECT_THAT(v->probes, ElementsAre(c));
   EXPECT_EQ(v->detail, "SIGSEGV in c");
}

struct evidence_case {
   std::string name;
   bool in_probe;
   bool is_evident;
   bool is_enough;
};
class evidence : public testing::TestWithParam<evidence_case> {};

TEST_P(evidence, counts_when_the_watch_saw_it_within_the_probe)
{
   inquiry about{plan_probes};
   scan::death const seen{"the locale changed", GetParam().in_probe, d, 1, GetParam().is_evident};
   EXPECT_EQ(about.ended(seen, {}).has_value(), GetParam().is_enough);
}

INSTANTIATE_TEST_SUITE_P(
   all,
   evidence,
   testing::Values(
      evidence_case{"seen_within", true, true, true},
      evidence_case{"seen_elsewhere", false, true, false},
      evidence_case{"not_seen_within", true, false, false},
      evidence_case{"not_seen_elsewhere", false, false, false}),
   [](auto const& about) {
      return about.param.name;
   });

}  // namespace
