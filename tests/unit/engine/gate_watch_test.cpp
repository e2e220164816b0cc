// SPDX-License-Identifier: Apache-2.0
#include "core/engine/gate_watch.hpp"

#include "core/base/yaml.hpp"

#include <gmock/gmock.h>

namespace dnslint::engine {
namespace {

using testing::HasSubstr;

profile::profile profile_with_gate(std::string const& condition)
{
   auto const doc = base::yaml::load(
      "acme.yaml",
      "profile: acme\ngate:\n  - { id: a, require: '" + condition + "', text: why }\n");
   return profile::extend(profile::standard(), *profile::read_profile(*doc));
}

// So many domains of 20, with 2 checks each.
scan::totals totals_of(std::size_t domains, std::size_t unknown, std::size_t critical)
{
   scan::totals t;
   t.summary.domains = domains;
   t.summary.by_status["audited"] = domains;
   t.summary.by_grade["A"] = domains;
   t.summary.by_outcome = {{"pass", 2 * domains - unknown}, {"unknown", unknown}};
   t.audited = domains;
   t.coverage = 100 * domains - 50 * unknown;
   t.failures[static_cast<std::size_t>(base::severity::critical)] = critical;
   return t;
}

constexpr gate_bounds twenty{20, 2};

gate_state state_after(std::string const& condition, scan::totals const& t, bool is_whole)
{
   auto const p = profile_with_gate(condition);
   return gate_watch{p, twenty}.judge(t, is_whole).at(0).state;
}

bool is_lost_after(
   std::string const& condition, scan::totals const& t, gate_bounds const& bounds = twenty)
{
   auto const p = profile_with_gate(condition);
   return gate_watch{p, bounds}.is_lost(t);
}

TEST(gate_watch, judges_a_whole_run_by_its_numbers)
{
   auto const t = totals_of(10, 2, 1);
   EXPECT_EQ(state_after("failures.critical == 1", t, true), gate_state::holds);
   EXPECT_EQ(state_after("failures.critical == 0", t, true), gate_state::fails);
   EXPECT_EQ(state_after("coverage >= 0.9 && unknown <= 0.1", t, true), gate_state::holds);
   EXPECT_EQ(state_after("coverage > 0.9", t, true), gate_state::fails);
   EXPECT_EQ(state_after("grades.A == 10 && grades.F == 0", t, true), gate_state::holds);
   EXPECT_EQ(state_after("domains == audited && nonexistent == 0", t, true), gate_state::holds);
   EXPECT_EQ(state_after("domains / grades.F > 1", t, true), gate_state::fails) << "an error";
}

TEST(gate_watch, of_a_run_that_was_cut_leaves_open_what_the_rest_decides)
{
   auto const t = totals_of(10, 2, 1);
   EXPECT_EQ(state_after("failures.critical == 0", t, false), gate_state::fails);
   EXPECT_EQ(state_after("failures.critical < 2", t, false), gate_state::undecided);
   EXPECT_EQ(state_after("failures.critical > 0", t, false), gate_state::holds);
}

// 10 of 20 are done: the others can bring the coverage from 0.9 to at most 0.95.
TEST(gate_watch, knows_when_the_best_that_is_left_is_not_enough)
{
   auto const t = totals_of(10, 2, 0);
   EXPECT_FALSE(is_lost_after("failures.critical == 0", t));
   EXPECT_FALSE(is_lost_after("coverage >= 0.95", t));
   EXPECT_TRUE(is_lost_after("coverage >= 0.96", t));
   EXPECT_FALSE(is_lost_after("unknown <= 0.05", t));
   EXPECT_TRUE(is_lost_after("unknown < 0.05", t));
   EXPECT_TRUE(is_lost_after("grades.A > 20", t));
   EXPECT_FALSE(is_lost_after("grades.A > 19", t));
   EXPECT_TRUE(is_lost_after("domains < 10", t));
   EXPECT_TRUE(is_lost_after("failures.critical == 0", totals_of(1, 0, 1)));
}

TEST(gate_watch, hopes_for_more_where_nobody_knows_the_length_of_the_list)
{
   auto const t = totals_of(10, 2, 1);
   for (auto const& bounds : {gate_bounds{{}, 2}, gate_bounds{5, 2}}) {
      EXPECT_FALSE(is_lost_after("coverage >= 0.99", t, bounds));
      EXPECT_FALSE(is_lost_after("grades.A > 1000", t, bounds));
      EXPECT_TRUE(is_lost_after("failures.critical == 0", t, bounds));
   }
}

TEST(gate_watch, says_which_numbers_decided)
{
   auto const p = profile_with_gate("failures.critical == 0 && coverage >= 0.95");
   auto const r = gate_watch{p, twenty}.judge(totals_of(10, 2, 1), true).at(0);
   EXPECT_EQ(r.id, "a");
   EXPECT_EQ(r.text, "why");
   EXPECT_EQ(r.condition, "failures.critical == 0 && coverage >= 0.95");
   EXPECT_EQ(r.values, "coverage is 0.9, failures.critical is 1");
}

TEST(gate_watch, asks_for_a_baseline_where_it_needs_one)
{
   auto const p = profile_with_gate("regressions.critical == 0");
   EXPECT_THAT(base::to_text(gate_watch(p, twenty).check(false)), HasSubstr("--baseline"));
   EXPECT_TRUE(gate_watch(p, twenty).check(true).empty());
   auto const other = profile_with_gate("failures.critical == 0");
   EXPECT_TRUE(gate_watch(other, twenty).check(false).empty());
}

}  // namespace
}  // namespace dnslint::engine
