// SPDX-License-Identifier: Apache-2.0
#include "core/score/score.hpp"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>

namespace dnslint::score {
namespace {

using base::cause_class;
using base::outcome;
using base::severity;

constexpr int rounds = 1500;
constexpr std::array<std::string_view, 7> controls{"a", "b", "c", "d", "either", "this", "that"};
constexpr std::array<std::string_view, 10> ids{
   "p/0", "p/1", "p/2", "p/3", "p/4", "p/5", "p/6", "p/7", "p/8", "p/9"};

// Two named controls in one category, one in another, one unnamed, and one with alternatives.
weights some_weights()
{
   weights w;
   w.controls = {
      {"a", {"mail", 3, {}}},
      {"b", {"mail", 0.5, {}}},
      {"c", {"dns", 1, {}}},
      {"either", {"mail", 2, {"this", "that"}}}};
   w.categories = {{"mail", 2}, {"dns", 1}};
   w.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   w.caps = {
      {"one", "D", {"p/0"}, {}, ""},
      {"two", "C", {"p/1", "p/2"}, {}, ""},
      {"lifted", "F", {"p/3"}, {"p/4", "p/5"}, ""},
      {"light", "B", {"p/1"}, {"p/0"}, ""}};
   return w;
}

class score_property : public testing::Test {
protected:
   std::size_t below(std::size_t bound) { return random_() % bound; }

   std::vector<scored_check> some_checks()
   {
      std::vector<scored_check> all(1 + below(ids.size()));
      for (std::size_t i = 0; i != all.size(); ++i)
         all[i] = {
            ids[i],
            "web",
            controls[below(controls.size())],
            static_cast<severity>(below(5)),
            static_cast<outcome>(below(4)),
            below(8) == 0 ? cause_class::unobservable : cause_class::transient};
      return all;
   }

   std::mt19937 random_{8020624};
   weights weights_ = some_weights();
};

bool is_open(scored_check const& c)
{
   return c.result == outcome::unknown && c.why != cause_class::unobservable;
}

// What the score is by each way in which the unknown checks may turn out.
void resolve(std::vector<scored_check>& checks, std::size_t from, weights const& with, auto tell)
{
   auto const open = std::find_if(checks.begin() + static_cast<long>(from), checks.end(), is_open);
   if (open == checks.end()) {
      if (auto const score = compute(checks, with).score)
         tell(*score);
      return;
   }
   for (auto const turned_out : {outcome::pass, outcome::fail, outcome::not_applicable}) {
      open->result = turned_out;
      resolve(checks, static_cast<std::size_t>(open - checks.begin()) + 1, with, tell);
   }
   open->result = outcome::unknown;
}

TEST_F(score_property, low_and_high_are_the_bounds_of_all_that_unknown_checks_may_turn_out_to_be)
{
   for (int round = 0; round != rounds / 3; ++round) {
      auto checks = some_checks();
      if (std::ranges::count_if(checks, is_open) > 5)
         continue;
      auto const s = compute(checks, weights_);
      double least = 1000;
      double most = -1;
      resolve(checks, 0, weights_, [&](double score) {
         least = std::min(least, score);
         most = std::max(most, score);
      });
      ASSERT_DOUBLE_EQ(least, s.score_low.value_or(1000)) << "round " << round;
      ASSERT_DOUBLE_EQ(most, s.score_high.value_or(-1)) << "round " << round;
   }
}

TEST_F(score_property, score_lies_between_low_and_high)
{
   for (int round = 0; round != rounds; ++round) {
      auto const s = compute(some_checks(), weights_);
      ASSERT_EQ(s.score_low.has_value(), s.score_high.has_value());
      if (!s.score)
         continue;
      ASSERT_LE(*s.score_low, *s.score) << "round " << round;
      ASSERT_LE(*s.score, *s.score_high) << "round " << round;
      ASSERT_GE(*s.score_low, 0);
      ASSERT_LE(*s.score_high, 100);
   }
}

// The later a grade stands in the bounds, the worse; a withheld one is worse than any.
std::size_t rank(std::optional<std::string> const& grade, weights const& with)
{
   auto const found = std::ranges::find(with.grades, grade, &grade_bound::grade);
   return static_cast<std::size_t>(found - with.grades.begin());
}

TEST_F(score_property, turning_an_outcome_to_unknown_never_helps)
{
   for (int round = 0; round != rounds; ++round) {
      auto checks = some_checks();
      auto const before = compute(checks, weights_);
      auto& turned = checks[below(checks.size())];
      if (turned.result == outcome::unknown)
         continue;
      turned.result = outcome::unknown;
      turned.why = cause_class::transient;
      auto const after = compute(checks, weights_);
      if (before.score_low) {
         ASSERT_LE(*after.score_low, *before.score_low) << "round " << round;
         ASSERT_LE(*after.coverage, *before.coverage + 1e-12) << "round " << round;
      }
      ASSERT_GE(rank(after.grade, weights_), rank(before.grade, weights_)) << "round " << round;
   }
}

bool has_known_check(std::vector<scored_check> const& checks, std::string_view control)
{
   return std::ranges::any_of(checks, [control](scored_check const& c) {
      return c.control == control && (c.result == outcome::pass || c.result == outcome::fail);
   });
}

TEST_F(score_property, adding_a_passing_check_to_a_known_control_changes_nothing)
{
   for (int round = 0; round != rounds; ++round) {
      auto checks = some_checks();
      auto const control = controls[below(controls.size())];
      if (!has_known_check(checks, control))
         continue;
      auto const before = compute(checks, weights_);
      checks.push_back(
         {"q/added", "web", control, static_cast<severity>(below(5)), outcome::pass, {}});
      auto const after = compute(checks, weights_);
      ASSERT_EQ(before.score, after.score) << "round " << round;
      ASSERT_EQ(before.score_low, after.score_low) << "round " << round;
      ASSERT_EQ(before.score_high, after.score_high) << "round " << round;
      ASSERT_EQ(before.coverage, after.coverage) << "round " << round;
      ASSERT_EQ(before.grade, after.grade) << "round " << round;
   }
}

std::string all_of(scores const& s)
{
   std::string text = s.digest + s.grade.value_or("-");
   for (auto const number : {s.score, s.score_low, s.score_high, s.coverage})
      text += " " + std::to_string(number.value_or(-1));
   for (auto const& c : s.controls) {
      text += "\n" + c.control + " " + c.category + " " + std::to_string(c.value.value_or(-1)) +
              " " + std::to_string(c.low) + " " + std::to_string(c.high) + " " +
              std::to_string(c.lost);
      for (auto const& id : c.lowered_by)
         text += " " + id;
   }
   for (auto const* const caps : {&s.caps, &s.possible_caps})
      for (auto const& c : *caps)
         text += "\n" + c.id + " " + c.most;
   for (auto const& c : s.categories)
      text += "\n" + c.category + " " + std::to_string(c.score.value_or(-1));
   return text;
}

TEST_F(score_property, order_does_not_matter)
{
   for (int round = 0; round != rounds; ++round) {
      auto checks = some_checks();
      auto const before = all_of(compute(checks, weights_));
      std::ranges::shuffle(checks, random_);
      ASSERT_EQ(before, all_of(compute(checks, weights_))) << "round " << round;
   }
}

TEST_F(score_property, caps_lower_all_three_scores_or_nothing_but_the_low)
{
   auto uncapped = weights_;
   uncapped.caps.clear();
   for (int round = 0; round != rounds; ++round) {
      auto const checks = some_checks();
      auto const s = compute(checks, weights_);
      auto const free = compute(checks, uncapped);
      ASSERT_LE(s.score, free.score) << "round " << round;
      ASSERT_LE(s.score_low, free.score_low) << "round " << round;
      ASSERT_LE(s.score_high, free.score_high) << "round " << round;
      if (s.caps.empty()) {
         ASSERT_EQ(s.score, free.score) << "round " << round;
         ASSERT_EQ(s.score_high, free.score_high) << "round " << round;
      }
      if (s.caps.empty() && s.possible_caps.empty()) {
         ASSERT_EQ(s.score_low, free.score_low) << "round " << round;
      }
   }
}

TEST_F(score_property, score_and_losses_add_to_a_hundred_before_caps)
{
   weights_.caps.clear();
   for (int round = 0; round != rounds; ++round) {
      auto const s = compute(some_checks(), weights_);
      if (!s.score)
         continue;
      double sum = *s.score;
      for (auto const& c : s.controls)
         sum += c.lost;
      ASSERT_NEAR(100, sum, 0.0501) << "round " << round;
   }
}

}  // namespace
}  // namespace dnslint::score
