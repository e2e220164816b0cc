// SPDX-License-Identifier: Apache-2.0
#include "core/score/score.hpp"

#include "tests/unit/score/sample_weights.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::score {
namespace {

using base::cause_class;
using base::outcome;
using base::severity;
using testing::ElementsAre;
using testing::IsEmpty;

using checks = std::vector<scored_check>;

scored_check check(
   std::string_view id,
   std::string_view control,
   severity severity,
   outcome result,
   cause_class why = cause_class::transient)
{
   return {id, "mail", control, severity, result, why};
}

weights one_category()
{
   weights w;
   w.controls = {{"a", {"mail", 3, {}}}, {"b", {"mail", 1, {}}}};
   w.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   return w;
}

double score_of_one_failure(severity severity)
{
   return *compute({check("x/1", "a", severity, outcome::fail)}, one_category()).score;
}

TEST(score, takes_the_penalty_of_the_severity)
{
   EXPECT_DOUBLE_EQ(0, score_of_one_failure(severity::critical));
   EXPECT_DOUBLE_EQ(30, score_of_one_failure(severity::high));
   EXPECT_DOUBLE_EQ(60, score_of_one_failure(severity::medium));
   EXPECT_DOUBLE_EQ(85, score_of_one_failure(severity::low));
   EXPECT_DOUBLE_EQ(100, score_of_one_failure(severity::info));
}

TEST(score, counts_one_fact_once_however_many_checks_judge_it)
{
   auto const once = compute({check("x/1", "a", severity::high, outcome::fail)}, one_category());
   auto const thrice = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("y/1", "a", severity::high, outcome::fail),
       check("z/1", "a", severity::medium, outcome::fail)},
      one_category());
   EXPECT_EQ(once.score, thrice.score);
   EXPECT_THAT(thrice.controls.at(0).lowered_by, ElementsAre("x/1", "y/1"));
}

TEST(score, is_the_weighted_mean_of_the_controls_of_a_category)
{
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("x/2", "b", severity::high, outcome::pass)},
      one_category());
   EXPECT_DOUBLE_EQ(47.5, *s.score);  // (3 * 0.3 + 1 * 1) / 4
   EXPECT_EQ(s.score, s.score_low);
   EXPECT_EQ(s.score, s.score_high);
   EXPECT_DOUBLE_EQ(1, *s.coverage);
   EXPECT_EQ("F", s.grade);
}

TEST(score, is_the_weighted_mean_of_the_categories)
{
   weights w = one_category();
   w.controls["c"] = {"dns", 100, {}};
   w.categories = {{"mail", 2}, {"dns", 1}};
   auto const s = compute(
      {check("x/1", "a", severity::medium, outcome::fail),
       check("x/2", "c", severity::high, outcome::pass)},
      w);
   EXPECT_DOUBLE_EQ(73.3, *s.score);  // (2 * 60 + 1 * 100) / 3
   ASSERT_EQ(2U, s.categories.size());
   EXPECT_EQ("dns", s.categories[0].category);
   EXPECT_DOUBLE_EQ(100, *s.categories[0].score);
   EXPECT_DOUBLE_EQ(2, s.categories[1].weight);
   EXPECT_DOUBLE_EQ(60, *s.categories[1].score);
}

TEST(score, is_null_and_not_zero_when_nothing_applies)
{
   for (auto const& none : {
           checks{},
           checks{check("x/1", "a", severity::critical, outcome::not_applicable)},
           checks{check("x/1", "", severity::critical, outcome::fail)},
        }) {
      auto const s = compute(none, one_category());
      EXPECT_EQ(std::nullopt, s.score);
      EXPECT_EQ(std::nullopt, s.score_low);
      EXPECT_EQ(std::nullopt, s.score_high);
      EXPECT_EQ(std::nullopt, s.coverage);
      EXPECT_EQ(std::nullopt, s.grade);
      EXPECT_THAT(s.controls, IsEmpty());
   }
}

TEST(score, ignores_a_check_that_does_not_apply)
{
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::pass),
       check("x/2", "a", severity::critical, outcome::not_applicable),
       check("x/3", "b", severity::critical, outcome::not_applicable)},
      one_category());
   EXPECT_DOUBLE_EQ(100, *s.score);
   EXPECT_EQ(1U, s.controls.size());
}

TEST(score, knows_a_control_by_its_known_checks_only)
{
   auto const s = compute(
      {check("x/1", "a", severity::medium, outcome::fail),
       check("x/2", "a", severity::critical, outcome::unknown)},
      one_category());
   EXPECT_DOUBLE_EQ(60, *s.score);
   EXPECT_DOUBLE_EQ(0, *s.score_low);
   EXPECT_DOUBLE_EQ(60, *s.score_high);
   EXPECT_DOUBLE_EQ(0, *s.coverage);
   EXPECT_EQ(std::nullopt, s.grade);
}

TEST(score, calls_a_control_settled_when_no_unknown_check_can_change_it)
{
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("x/2", "a", severity::low, outcome::unknown),
       check("x/3", "b", severity::low, outcome::unknown)},
      one_category());
   EXPECT_DOUBLE_EQ(0.75, *s.coverage);
   EXPECT_EQ("F", s.grade);
}

// The example of docs/score.md.
TEST(score, of_the_worked_example)
{
   auto const s = compute(
      {
         {"spf/present", "mail.authentication", "spf.policy", severity::high, outcome::pass, {}},
         {"spf/too-many-lookups",
          "mail.authentication",
          "spf.policy",
          severity::high,
          outcome::unknown,
          cause_class::transient},
         {"dmarc/present",
          "mail.authentication",
          "dmarc.policy",
          severity::high,
          outcome::pass,
          {}},
         {"dmarc/monitoring-only",
          "mail.authentication",
          "dmarc.policy",
          severity::medium,
          outcome::fail,
          {}},
         {"mx/resolves", "mail.transport", "mx.delivery", severity::critical, outcome::pass, {}},
         {"mail-baseline/tls-report-address",
          "mail.transport",
          "transport.reports",
          severity::low,
          outcome::unknown,
          cause_class::transient},
      },
      sample_weights());
   EXPECT_DOUBLE_EQ(84, *s.score);
   EXPECT_DOUBLE_EQ(64.3, *s.score_low);
   EXPECT_DOUBLE_EQ(84, *s.score_high);
   EXPECT_NEAR(0.6667, *s.coverage, 0.0001);
   EXPECT_EQ(std::nullopt, s.grade);
}

TEST(score, withholds_the_grade_only_when_low_and_high_straddle_a_bound)
{
   auto const with_unknown = [](severity severity) {
      return compute(
         {check("x/1", "a", severity::low, outcome::pass),
          check("x/2", "b", severity::low, outcome::pass),
          check("x/3", "b", severity, outcome::unknown)},
         one_category());
   };
   EXPECT_DOUBLE_EQ(90, *with_unknown(severity::medium).score_low);
   EXPECT_EQ("A", with_unknown(severity::medium).grade);
   EXPECT_DOUBLE_EQ(82.5, *with_unknown(severity::high).score_low);
   EXPECT_EQ(std::nullopt, with_unknown(severity::high).grade);
}

TEST(score, gives_no_score_and_no_grade_when_all_is_unknown)
{
   auto const s = compute({check("x/1", "a", severity::info, outcome::unknown)}, one_category());
   EXPECT_EQ(std::nullopt, s.score);
   EXPECT_EQ(std::nullopt, s.grade);
   EXPECT_DOUBLE_EQ(100, *s.score_low);
   EXPECT_DOUBLE_EQ(0, *s.coverage);
   EXPECT_EQ(std::nullopt, s.controls.at(0).value);
   EXPECT_EQ(std::nullopt, s.categories.at(0).score);
}

// An unknown check may turn out not to apply; were its control simply counted as failed, a control
// that fails only a little would raise the low.
TEST(score, never_rises_by_a_control_that_may_not_apply)
{
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("x/2", "b", severity::low, outcome::unknown)},
      one_category());
   EXPECT_DOUBLE_EQ(30, *s.score_low);
   EXPECT_DOUBLE_EQ(30, *s.score);
   EXPECT_DOUBLE_EQ(47.5, *s.score_high);
}

TEST(score, leaves_out_what_no_question_can_tell)
{
   auto const unobservable =
      check("x/2", "a", severity::critical, outcome::unknown, cause_class::unobservable);
   auto const s =
      compute({check("x/1", "a", severity::high, outcome::pass), unobservable}, one_category());
   EXPECT_DOUBLE_EQ(100, *s.score_low);
   EXPECT_DOUBLE_EQ(1, *s.coverage);
   EXPECT_EQ("A", s.grade);
   EXPECT_EQ(std::nullopt, compute({unobservable}, one_category()).score_low);
}

TEST(score, counts_every_other_cause_as_unknown)
{
   for (auto const why : {cause_class::transient, cause_class::withheld, cause_class::internal})
      EXPECT_DOUBLE_EQ(
         0,
         *compute(
             {check("x/1", "a", severity::low, outcome::pass),
              check("x/2", "a", severity::critical, outcome::unknown, why)},
             one_category())
             .score_low);
}

TEST(score, scores_a_control_that_the_weights_do_not_name)
{
   auto const s = compute(
      {{"b/2", "second", "new", severity::high, outcome::pass, {}},
       {"a/1", "first", "new", severity::high, outcome::fail, {}}},
      one_category());
   ASSERT_EQ(1U, s.controls.size());
   EXPECT_EQ("first", s.controls[0].category);
   EXPECT_DOUBLE_EQ(1, s.controls[0].weight);
   EXPECT_DOUBLE_EQ(30, *s.score);
}

TEST(score, leaves_out_a_control_without_weight)
{
   auto w = one_category();
   w.controls["a"].weight = 0;
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("x/2", "b", severity::high, outcome::pass)},
      w);
   EXPECT_DOUBLE_EQ(100, *s.score);
   w.categories["mail"] = 0;
   EXPECT_EQ(std::nullopt, compute({check("x/2", "b", severity::high, outcome::pass)}, w).score);
}

TEST(score, adds_to_a_hundred_with_what_each_control_lost)
{
   weights w = one_category();
   w.controls["c"] = {"dns", 1, {}};
   auto const s = compute(
      {check("x/1", "a", severity::high, outcome::fail),
       check("x/2", "b", severity::low, outcome::fail),
       check("x/3", "c", severity::medium, outcome::fail)},
      w);
   ASSERT_EQ(3U, s.controls.size());
   EXPECT_NEAR(26.25, s.controls[0].lost, 1e-9);  // half of three quarters of 70
   EXPECT_NEAR(1.875, s.controls[1].lost, 1e-9);
   EXPECT_NEAR(20, s.controls[2].lost, 1e-9);
   EXPECT_DOUBLE_EQ(51.9, *s.score);
}

weights with_alternatives()
{
   weights w;
   w.controls = {{"authentication", {"mail", 1, {"dane", "mta-sts"}}}};
   return w;
}

TEST(score, counts_the_best_alternative)
{
   auto const s = compute(
      {check("x/1", "dane", severity::high, outcome::fail),
       check("x/2", "mta-sts", severity::low, outcome::fail)},
      with_alternatives());
   EXPECT_DOUBLE_EQ(85, *s.score);
   ASSERT_EQ(1U, s.controls.size());
   EXPECT_EQ("authentication", s.controls[0].control);
   EXPECT_THAT(s.controls[0].lowered_by, ElementsAre("x/2"));
}

TEST(score, counts_an_alternative_by_itself_too_when_it_has_a_weight)
{
   auto w = with_alternatives();
   w.controls["dane"] = {"mail", 1, {}};
   auto const s = compute(
      {check("x/1", "dane", severity::critical, outcome::fail),
       check("x/2", "mta-sts", severity::low, outcome::pass)},
      w);
   EXPECT_DOUBLE_EQ(50, *s.score);
}

TEST(score, is_settled_by_one_met_alternative)
{
   auto const s = compute(
      {check("x/1", "dane", severity::high, outcome::pass),
       check("x/2", "mta-sts", severity::high, outcome::unknown)},
      with_alternatives());
   EXPECT_DOUBLE_EQ(100, *s.score_low);
   EXPECT_DOUBLE_EQ(1, *s.coverage);
}

TEST(score, does_not_rest_on_an_alternative_that_may_not_apply)
{
   auto const s = compute(
      {check("x/1", "dane", severity::low, outcome::unknown),
       check("x/2", "mta-sts", severity::high, outcome::fail)},
      with_alternatives());
   EXPECT_DOUBLE_EQ(30, *s.score);
   EXPECT_DOUBLE_EQ(30, *s.score_low);
   EXPECT_DOUBLE_EQ(100, *s.score_high);
}

TEST(score, grades_the_number_that_is_shown)
{
   weights w = one_category();
   w.controls = {{"a", {"mail", 2, {}}}, {"b", {"mail", 1, {}}}};
   auto const all = checks{
      check("x/1", "a", severity::info, outcome::pass),
      check("x/2", "b", severity::low, outcome::fail)};
   w.grades = {{"A", 95}, {"F", 0}};
   EXPECT_DOUBLE_EQ(95, *compute(all, w).score);  // 2.85 / 3 is below 0.95 in binary
   EXPECT_EQ("A", compute(all, w).grade);
   w.grades = {{"A", 95.1}, {"F", 0}};
   EXPECT_EQ("F", compute(all, w).grade);
   w.grades.clear();
   EXPECT_EQ(std::nullopt, compute(all, w).grade);
}

}  // namespace
}  // namespace dnslint::score
