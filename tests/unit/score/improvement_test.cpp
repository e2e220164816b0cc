// SPDX-License-Identifier: Apache-2.0
#include "core/score/improvement.hpp"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <random>
#include <set>

namespace dnslint::score {
namespace {

using base::cause_class;
using base::outcome;
using base::severity;
using testing::ElementsAre;

scored_check check(
   std::string_view id,
   std::string_view control,
   severity severity,
   outcome result,
   cause_class why = cause_class::transient)
{
   return {id, "mail", control, severity, result, why};
}

weights three_controls()
{
   weights w;
   w.controls = {{"a", {"mail", 3, {}}}, {"b", {"mail", 2, {}}}, {"c", {"mail", 1, {}}}};
   w.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   return w;
}

std::vector<std::string> ids(improvement const& i)
{
   std::vector<std::string> all;
   for (auto const& step : i.steps)
      for (auto const& c : step.checks)
         all.emplace_back(c.id);
   return all;
}

TEST(cheapest_improvement, is_one_control_where_one_is_enough)
{
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::medium, outcome::fail),
       check("x/2", "b", severity::low, outcome::fail),
       check("x/3", "c", severity::low, outcome::fail)},
      three_controls());  // 0.6, 0.85 and 0.85: 72.5
   ASSERT_TRUE(found);
   EXPECT_THAT(ids(*found), ElementsAre("x/1"));
   EXPECT_EQ("A", found->grade);  // 0.85, 0.85 of 3: 92.5
   EXPECT_DOUBLE_EQ(92.5, *found->after.score);
}

TEST(cheapest_improvement, takes_the_lightest_of_those_that_are_enough)
{
   auto w = three_controls();
   w.controls.at("a").weight = 2;
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::medium, outcome::fail),
       check("x/2", "b", severity::high, outcome::fail),
       check("x/3", "c", severity::info, outcome::pass)},
      w);  // 0.6, 0.3, 1: 56; with a 72, with b 84
   ASSERT_TRUE(found);
   EXPECT_EQ("C", found->grade);
   EXPECT_THAT(ids(*found), ElementsAre("x/1"));
}

TEST(cheapest_improvement, leaves_out_checks_that_need_not_pass)
{
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::critical, outcome::fail),
       check("x/2", "a", severity::low, outcome::fail),
       check("x/3", "b", severity::low, outcome::pass)},
      three_controls());  // 0 and 1: 40; 0.85 and 1: 91
   ASSERT_TRUE(found);
   EXPECT_THAT(ids(*found), ElementsAre("x/1"));
   EXPECT_DOUBLE_EQ(91, *found->after.score);
}

TEST(cheapest_improvement, asks_for_what_is_unknown_to_pass_and_not_for_what_is_unobservable)
{
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::high, outcome::unknown),
       check("x/2", "b", severity::high, outcome::pass),
       check("x/3", "c", severity::critical, outcome::unknown, cause_class::unobservable)},
      three_controls());
   ASSERT_TRUE(found);
   EXPECT_THAT(ids(*found), ElementsAre("x/1"));
   EXPECT_EQ("A", found->grade);
}

TEST(cheapest_improvement, may_meet_a_control_by_an_alternative)
{
   auto w = three_controls();
   w.controls.at("a").alternatives = {"other"};
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::critical, outcome::fail),
       check("x/2", "a", severity::critical, outcome::fail),
       check("x/3", "other", severity::high, outcome::fail)},
      w);
   ASSERT_TRUE(found);
   EXPECT_THAT(ids(*found), ElementsAre("x/3"));
}

TEST(cheapest_improvement, lifts_a_cap_by_the_lightest_check_that_does)
{
   auto w = three_controls();
   w.caps = {{"one", "D", {"x/1", "x/2"}, {}, ""}, {"two", "C", {"x/1"}, {}, ""}};
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::low, outcome::fail),
       check("x/2", "a", severity::info, outcome::fail)},
      w);  // 85 but for the caps
   ASSERT_TRUE(found);
   EXPECT_EQ("C", found->grade);
   EXPECT_THAT(ids(*found), ElementsAre("x/2"));
   EXPECT_DOUBLE_EQ(79.9, *found->after.score);
}

TEST(cheapest_improvement, may_be_a_check_that_has_no_control)
{
   auto w = three_controls();
   w.caps = {{"one", "C", {"x/2"}, {}, ""}};
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::low, outcome::pass),
       check("x/2", "", severity::info, outcome::fail)},
      w);
   ASSERT_TRUE(found);
   EXPECT_EQ("A", found->grade);
   EXPECT_THAT(ids(*found), ElementsAre("x/2"));
   EXPECT_EQ("", found->steps.front().control);
}

TEST(cheapest_improvement, leaves_out_a_control_that_gains_nothing_under_a_cap)
{
   auto w = three_controls();
   w.caps = {{"one", "D", {"x/2"}, {}, ""}};
   auto const found = cheapest_improvement(
      {check("x/1", "a", severity::medium, outcome::fail),
       check("x/2", "b", severity::medium, outcome::fail),
       check("x/3", "c", severity::low, outcome::pass)},
      w);  // 66.7; with a 69.9, with b 80
   ASSERT_TRUE(found);
   EXPECT_THAT(ids(*found), ElementsAre("x/2"));
   EXPECT_EQ("B", found->grade);
}

TEST(cheapest_improvement, is_null_where_there_is_none)
{
   EXPECT_FALSE(cheapest_improvement({}, three_controls()));
   EXPECT_FALSE(cheapest_improvement(
      {check("x/1", "a", severity::high, outcome::not_applicable)}, three_controls()));
   EXPECT_FALSE(
      cheapest_improvement({check("x/1", "a", severity::high, outcome::pass)}, three_controls()));
}

constexpr std::array<std::string_view, 8> all_ids{
   "p/0", "p/1", "p/2", "p/3", "p/4", "p/5", "p/6", "p/7"};
constexpr std::array<std::string_view, 6> controls{"a", "b", "c", "other", "unnamed", ""};

std::vector<scored_check> some_checks(std::mt19937& random)
{
   std::vector<scored_check> all;
   for (auto const id : all_ids)
      all.push_back(check(
         id,
         controls[random() % controls.size()],
         static_cast<severity>(random() % 5),
         static_cast<outcome>(random() % 4)));
   return all;
}

std::size_t controls_in(std::vector<scored_check> const& checks, unsigned selection)
{
   std::set<std::string_view> all;
   for (std::size_t i = 0; i != checks.size(); ++i)
      if ((selection >> i & 1U) != 0)
         all.insert(checks[i].control.empty() ? checks[i].id : checks[i].control);
   return all.size();
}

// The fewest controls with which any selection of checks that then pass reaches the bound.
std::size_t fewest_by_trying(
   std::vector<scored_check> const& checks, weights const& with, double least)
{
   std::size_t fewest = 100;
   for (unsigned selection = 0; selection != 1U << checks.size(); ++selection) {
      auto changed = checks;
      bool possible = true;
      for (std::size_t i = 0; i != checks.size(); ++i)
         if ((selection >> i & 1U) != 0) {
            possible = possible && changed[i].result != outcome::not_applicable;
            changed[i].result = outcome::pass;
         }
      if (possible && compute(changed, with, {}).score_low.value_or(-1) >= least)
         fewest = std::min(fewest, controls_in(checks, selection));
   }
   return fewest;
}

// Passes every check of `way` and computes the score again.
scores followed(std::vector<scored_check> checks, improvement const& way, weights const& with)
{
   auto const all = ids(way);
   for (auto& c : checks)
      if (std::ranges::find(all, c.id) != all.end())
         c.result = outcome::pass;
   return compute(checks, with, {});
}

TEST(cheapest_improvement, has_as_few_controls_as_any_way_there)
{
   std::mt19937 random{711};
   auto w = three_controls();
   w.controls.at("a").alternatives = {"other"};
   for (int round = 0; round != 300; ++round) {
      if (round == 150)
         w.caps = {
            {"one", "D", {"p/0", "p/1"}, {}, ""},
            {"two", "C", {"p/2"}, {"p/3"}, ""},
            {"three", "F", {"p/4"}, {}, ""}};
      auto const checks = some_checks(random);
      auto const found = cheapest_improvement(checks, w);
      if (!found)
         continue;
      auto const bound = std::ranges::find(w.grades, found->grade, &grade_bound::grade)->least;
      ASSERT_GE(*found->after.score_low, bound);
      auto const after = followed(checks, *found, w);
      ASSERT_EQ(after.score, found->after.score) << "round " << round;
      ASSERT_EQ(after.score_low, found->after.score_low) << "round " << round;
      ASSERT_EQ(after.grade, found->after.grade) << "round " << round;
      ASSERT_LE(found->steps.size(), fewest_by_trying(checks, w, bound)) << "round " << round;
   }
}

}  // namespace
}  // namespace dnslint::score
