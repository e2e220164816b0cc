// SPDX-License-Identifier: Apache-2.0
#include "core/score/cap.hpp"

#include "core/score/score.hpp"

#include <gmock/gmock.h>

namespace dnslint::score {
namespace {

using base::cause_class;
using base::outcome;
using base::severity;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

scored_check check(
   std::string_view id,
   outcome result,
   cause_class why = cause_class::transient,
   std::string_view control = "a")
{
   return {id, "mail", control, severity::low, result, why};
}

weights with_caps(std::vector<cap> caps)
{
   weights w;
   w.controls = {{"a", {"mail", 1, {}}}};
   w.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   w.caps = std::move(caps);
   return w;
}

cap of(std::string id, std::string most, std::vector<std::string> failed)
{
   return {id, std::move(most), std::move(failed), {}, "because of " + id};
}

auto is(std::string const& id)
{
   return Field(&told_cap::id, id);
}

cap_state state(cap const& one, std::vector<scored_check> const& checks)
{
   return state_of(one, checks_by_id{checks});
}

TEST(cap, holds_when_every_check_of_it_has_failed)
{
   auto const one = of("one", "C", {"x/1", "x/2"});
   auto const first = [&](scored_check const& c) {
      return state(one, {check("x/1", outcome::fail), c});
   };
   EXPECT_EQ(cap_state::holds, first(check("x/2", outcome::fail)));
   EXPECT_EQ(cap_state::possible, first(check("x/2", outcome::unknown)));
   EXPECT_EQ(cap_state::absent, first(check("x/2", outcome::unknown, cause_class::unobservable)));
   EXPECT_EQ(cap_state::absent, first(check("x/2", outcome::pass)));
   EXPECT_EQ(cap_state::absent, first(check("x/2", outcome::not_applicable)));
   EXPECT_EQ(cap_state::absent, first(check("x/3", outcome::fail)));
}

TEST(cap, holds_only_while_the_checks_pass_that_it_names)
{
   auto one = of("one", "C", {"x/1"});
   one.passed = {"x/2"};
   auto const second = [&](scored_check const& c) {
      return state(one, {check("x/1", outcome::fail), c});
   };
   EXPECT_EQ(cap_state::holds, second(check("x/2", outcome::pass)));
   EXPECT_EQ(cap_state::possible, second(check("x/2", outcome::unknown)));
   EXPECT_EQ(cap_state::absent, second(check("x/2", outcome::unknown, cause_class::unobservable)));
   EXPECT_EQ(cap_state::absent, second(check("x/2", outcome::fail)));
   EXPECT_EQ(cap_state::absent, second(check("x/2", outcome::not_applicable)));
   EXPECT_EQ(cap_state::absent, second(check("x/3", outcome::pass)));
}

TEST(cap, looks_at_checks_without_a_control_too)
{
   auto const one = of("one", "C", {"x/1"});
   EXPECT_EQ(cap_state::holds, state(one, {check("x/1", outcome::fail, {}, "")}));
   EXPECT_EQ(cap_state::possible, state(one, {check("x/1", outcome::unknown, {}, "")}));
}

TEST(cap, of_no_check_never_holds)
{
   EXPECT_EQ(cap_state::absent, state(of("one", "C", {}), {check("x/1", outcome::fail)}));
}

TEST(cap, is_lifted_by_a_check_that_passed)
{
   auto one = of("one", "C", {"x/1"});
   one.unless = {"x/2", "x/3"};
   auto const with = [&](outcome o, cause_class why = cause_class::transient) {
      return state(one, {check("x/1", outcome::fail), check("x/2", o, why)});
   };
   EXPECT_EQ(cap_state::absent, with(outcome::pass));
   EXPECT_EQ(cap_state::holds, with(outcome::fail));
   EXPECT_EQ(cap_state::holds, with(outcome::not_applicable));
   EXPECT_EQ(cap_state::possible, with(outcome::unknown));
   EXPECT_EQ(cap_state::holds, with(outcome::unknown, cause_class::unobservable));
}

TEST(highest_score, is_the_last_one_before_the_next_better_grade)
{
   auto const bounds = with_caps({}).grades;
   EXPECT_DOUBLE_EQ(79.9, highest_score("C", bounds));
   EXPECT_DOUBLE_EQ(59.9, highest_score("F", bounds));
   EXPECT_DOUBLE_EQ(100, highest_score("A", bounds));
   EXPECT_DOUBLE_EQ(100, highest_score("Z", bounds));
   EXPECT_DOUBLE_EQ(89.2, highest_score("low", {{"high", 89.25}, {"low", 0}}));
}

TEST(score, is_at_most_what_the_lowest_cap_leaves)
{
   auto const w = with_caps({of("b", "B", {"x/1"}), of("d", "D", {"x/1"}), of("c", "C", {"x/1"})});
   auto const s = compute({check("x/1", outcome::fail)}, w);
   EXPECT_DOUBLE_EQ(69.9, *s.score);
   EXPECT_DOUBLE_EQ(69.9, *s.score_low);
   EXPECT_DOUBLE_EQ(69.9, *s.score_high);
   EXPECT_EQ("D", s.grade);
   EXPECT_THAT(s.caps, ElementsAre(is("d"), is("c"), is("b")));
   EXPECT_EQ("because of d", s.caps.front().text);
   EXPECT_THAT(s.caps.front().failed, ElementsAre("x/1"));
   EXPECT_THAT(s.possible_caps, IsEmpty());
}

TEST(score, is_not_raised_by_a_cap)
{
   auto const s = compute({check("x/1", outcome::fail)}, with_caps({of("one", "A", {"x/1"})}));
   EXPECT_DOUBLE_EQ(85, *s.score);
   EXPECT_EQ("B", s.grade);
}

TEST(score, has_only_its_low_lowered_by_a_cap_that_may_hold)
{
   auto const w = with_caps({of("d", "D", {"x/1"})});
   auto const s = compute({check("x/1", outcome::unknown), check("x/2", outcome::pass)}, w);
   EXPECT_DOUBLE_EQ(100, *s.score);
   EXPECT_DOUBLE_EQ(69.9, *s.score_low);
   EXPECT_DOUBLE_EQ(100, *s.score_high);
   EXPECT_EQ(std::nullopt, s.grade);
   EXPECT_THAT(s.caps, IsEmpty());
   EXPECT_THAT(s.possible_caps, ElementsAre(is("d")));
}

TEST(score, tells_of_no_possible_cap_that_would_change_nothing)
{
   auto const w = with_caps({of("c", "C", {"x/1"}), of("d", "D", {"x/2"}), of("e", "D", {"x/1"})});
   auto const s = compute({check("x/1", outcome::unknown), check("x/2", outcome::fail)}, w);
   EXPECT_EQ("D", s.grade);
   EXPECT_THAT(s.caps, ElementsAre(is("d")));
   EXPECT_THAT(s.possible_caps, IsEmpty());
}

TEST(score, of_nothing_is_not_capped)
{
   auto const w = with_caps({of("one", "F", {"x/1"})});
   auto const s = compute({check("x/1", outcome::fail, {}, "")}, w);
   EXPECT_EQ(std::nullopt, s.score);
   EXPECT_THAT(s.caps, IsEmpty());
}

}  // namespace
}  // namespace dnslint::score
