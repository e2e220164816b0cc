// SPDX-License-Identifier: Apache-2.0
// The grade that is given only to those of whom everything was seen.
#include "core/score/improvement.hpp"

#include <gmock/gmock.h>

namespace dnslint::score {
namespace {

using base::cause_class;
using base::outcome;
using base::severity;
using testing::ElementsAre;
using testing::IsEmpty;

scored_check check(
   std::string_view id,
   std::string_view control,
   outcome result,
   cause_class why = cause_class::transient)
{
   return {id, "mail", control, severity::low, result, why};
}

weights with_plus()
{
   weights w;
   w.controls = {{"a", {"mail", 3, {}}}, {"b", {"mail", 1, {}}}};
   w.grades = {{"A+", 98, true}, {"A", 90}, {"B", 0}};
   return w;
}

TEST(all_seen, gives_the_best_grade)
{
   auto const s =
      compute({check("x/1", "a", outcome::pass), check("x/2", "b", outcome::pass)}, with_plus());
   EXPECT_THAT(s.not_seen, IsEmpty());
   EXPECT_EQ(s.grade, "A+");
}

TEST(all_seen, is_denied_by_a_control_that_no_check_looks_at)
{
   auto const s = compute({check("x/1", "a", outcome::pass)}, with_plus());
   EXPECT_THAT(s.not_seen, ElementsAre("b"));
   EXPECT_EQ(s.score, 100);
   EXPECT_EQ(s.grade, "A");
}

TEST(all_seen, is_denied_by_what_no_question_can_tell)
{
   auto const s = compute(
      {check("x/1", "a", outcome::pass),
       check("x/2", "b", outcome::unknown, cause_class::unobservable)},
      with_plus());
   EXPECT_THAT(s.not_seen, ElementsAre("b"));
   EXPECT_EQ(s.grade, "A");
}

TEST(all_seen, does_not_ask_for_what_does_not_apply)
{
   auto const s = compute(
      {check("x/1", "a", outcome::pass), check("x/2", "b", outcome::not_applicable)}, with_plus());
   EXPECT_THAT(s.not_seen, IsEmpty());
   EXPECT_EQ(s.grade, "A+");
}

TEST(all_seen, is_met_by_an_alternative)
{
   auto w = with_plus();
   w.controls["b"].alternatives = {"c"};
   auto const s = compute({check("x/1", "a", outcome::pass), check("x/2", "c", outcome::pass)}, w);
   EXPECT_THAT(s.not_seen, IsEmpty());
   EXPECT_EQ(s.grade, "A+");
   auto const none =
      compute({check("x/1", "a", outcome::pass), check("x/2", "c", outcome::not_applicable)}, w);
   EXPECT_THAT(none.not_seen, ElementsAre("b"));
}

TEST(all_seen, does_not_ask_for_a_control_without_weight)
{
   auto w = with_plus();
   w.controls["b"].weight = 0;
   EXPECT_EQ(compute({check("x/1", "a", outcome::pass)}, w).grade, "A+");
}

// Unknown never helps: a control of which nothing is known yet is no reason for the best grade.
TEST(all_seen, needs_nearly_all_to_be_settled)
{
   auto w = with_plus();
   w.controls["b"].weight = 0.1;
   auto const unsettled =
      compute({check("x/1", "a", outcome::pass), check("x/2", "b", outcome::unknown)}, w);
   EXPECT_GE(*unsettled.score_low, 98);
   EXPECT_EQ(unsettled.grade, "A+");
   w.controls["b"].weight = 0.3;
   auto const more =
      compute({check("x/1", "a", outcome::pass), check("x/2", "b", outcome::unknown)}, w);
   EXPECT_GE(*more.score_low, 98);
   EXPECT_LT(*more.coverage, coverage_of_all);
   EXPECT_EQ(more.grade, "A");
}

TEST(all_seen, is_no_aim_of_an_improvement_while_something_is_not_seen)
{
   auto w = with_plus();
   std::vector<scored_check> checks{check("x/1", "a", outcome::fail)};
   w.grades = {{"A+", 98, true}, {"A", 80}, {"B", 0}};
   EXPECT_FALSE(cheapest_improvement(checks, w));
   checks.push_back(check("x/2", "b", outcome::pass));
   auto const way = cheapest_improvement(checks, w);
   ASSERT_TRUE(way);
   EXPECT_EQ(way->grade, "A+");
}

TEST(all_seen, stands_in_the_digest)
{
   auto w = with_plus();
   std::vector<scored_check> const checks{check("x/1", "a", outcome::pass)};
   auto const before = digest(checks, w);
   w.grades[0].when_all_seen = false;
   EXPECT_NE(before, digest(checks, w));
}

}  // namespace
}  // namespace dnslint::score
