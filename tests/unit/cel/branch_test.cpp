// SPDX-License-Identifier: Apache-2.0
#include "core/cel/branch.hpp"

#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/cel/watch.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::string const& source)
{
   auto const e = expression::compile(source, {});
   EXPECT_TRUE(e) << base::to_text(e.errors());
   std::vector<std::string> all;
   for (auto const& b : branches_of(*e))
      all.push_back(b.text);
   return all;
}

TEST(branches, are_the_whole_and_what_decides)
{
   EXPECT_THAT(texts("1 < 2"), ElementsAre("1 < 2"));
   EXPECT_THAT(
      texts("1 < 2 && (2 < 3 || 3 < (4)) && domain == ')'"),
      ElementsAre(
         "1 < 2 && (2 < 3 || 3 < (4)) && domain == ')'",
         "1 < 2",
         "2 < 3 || 3 < (4)",
         "2 < 3",
         "3 < (4)",
         "domain == ')'"));
   EXPECT_THAT(
      texts("[1].all(x, x > 0 && x < 5) ? 1 == 1 : 2 == 2"),
      ElementsAre(
         "[1].all(x, x > 0 && x < 5) ? 1 == 1 : 2 == 2",
         "[1].all(x, x > 0 && x < 5)",
         "x > 0",
         "x < 5"));
}

TEST(watch, sees_what_parts_come_to_and_changes_one)
{
   auto const e = expression::compile("domain == 'a' && now != now", {});
   auto const parts = branches_of(*e);
   watch w;
   for (auto const& b : parts)
      w.seen.emplace(b.part, 0);
   bindings with;
   with.domain = "a";
   with.watched = &w;
   EXPECT_TRUE(e->evaluate(with).is_false());
   EXPECT_EQ(w.seen.at(parts[0].part), came_to::no);
   EXPECT_EQ(w.seen.at(parts[1].part), came_to::yes);
   w.changed = parts[2].part;
   w.applied = change::make_true;
   EXPECT_TRUE(e->evaluate(with).is_true());
   w.applied = change::negate;
   EXPECT_TRUE(e->evaluate(with).is_true());
}

TEST(branches, of_arithmetic_and_calls_are_found_within)
{
   EXPECT_THAT(
      texts("size([1 > 0 && 2 > 1]) == (true ? 1 : 2)"),
      ElementsAre("size([1 > 0 && 2 > 1]) == (true ? 1 : 2)", "1 > 0", "2 > 1", "true"));
   EXPECT_THAT(texts("!(true || false)"), ElementsAre("!(true || false)", "true", "false"));
}

TEST(branches, of_conditions_in_a_row_are_each_a_condition)
{
   EXPECT_THAT(
      texts("1 > 2 ? true : 2 > 3 ? false : true"),
      ElementsAre("1 > 2 ? true : 2 > 3 ? false : true", "1 > 2", "2 > 3"));
}

TEST(branches, are_told_apart_by_their_roles)
{
   auto const e = expression::compile("(1 > 0 || 2 > 1) && (3 > 2 ? true : false)", {});
   ASSERT_TRUE(e);
   auto const all = branches_of(*e);
   ASSERT_EQ(all.size(), 6U);
   EXPECT_EQ(all[0].role, branch_kind::whole);
   EXPECT_EQ(all[1].role, branch_kind::operand_of_and);
   EXPECT_EQ(all[2].role, branch_kind::operand_of_or);
   EXPECT_EQ(all[3].role, branch_kind::operand_of_or);
   EXPECT_EQ(all[4].role, branch_kind::operand_of_and);
   EXPECT_EQ(all[5].role, branch_kind::condition);
}

// A text is shown in one line of a report.
TEST(branches, have_their_text_on_one_line_without_comments)
{
   EXPECT_THAT(
      texts("1 > 0 // why\n   &&\n\t2   >\n1"), ElementsAre("1 > 0 && 2 > 1", "1 > 0", "2 > 1"));
}

TEST(branches, end_where_the_brackets_around_them_do)
{
   EXPECT_THAT(
      texts("['a'].exists(x, x == '(' || x == ']')"),
      ElementsAre("['a'].exists(x, x == '(' || x == ']')", "x == '('", "x == ']'"));
   EXPECT_THAT(
      texts("{'a': 1 > 0 && true}.a"), ElementsAre("{'a': 1 > 0 && true}.a", "1 > 0", "true"));
}

TEST(never_observable, is_the_call_alone)
{
   auto const says = [](std::string_view source) {
      auto const e = expression::compile(source, {});
      EXPECT_TRUE(e) << source;
      return e && is_never_observable(*e);
   };
   EXPECT_TRUE(says("unobservable('the mailbox')"));
   EXPECT_TRUE(says("(unobservable('a'))"));
   EXPECT_FALSE(says("unobservable('a') || true"));
   EXPECT_FALSE(says("domain == 'unobservable'"));
   EXPECT_FALSE(says("string('unobservable')"));
}

TEST(watch, gathers_both_ways_over_several_evaluations)
{
   auto const e = expression::compile("domain == 'a'", {});
   ASSERT_TRUE(e);
   watch w;
   w.seen.emplace(branches_of(*e)[0].part, 0);
   bindings with;
   with.watched = &w;
   for (auto const* const domain : {"a", "b"}) {
      with.domain = domain;
      e->evaluate(with);
   }
   EXPECT_EQ(w.seen.begin()->second, came_to::yes | came_to::no);
}

TEST(watch, does_not_note_what_is_unknown_or_an_error)
{
   world const other;
   for (auto const* const source : {"facts.mx.broken == true", "1 / 0 == 1"}) {
      auto const e = expression::compile(source, other.names);
      ASSERT_TRUE(e) << source;
      auto with = other.with;
      watch w;
      w.seen.emplace(branches_of(*e)[0].part, 0);
      with.watched = &w;
      e->evaluate(with);
      EXPECT_EQ(w.seen.begin()->second, 0U) << source;
   }
}

// A mutant of a rule: what a part would come to if it were otherwise.
TEST(watch, makes_a_part_true_or_false_even_where_it_is_unknown)
{
   world const other;
   auto const e = expression::compile("facts.mx.broken && true", other.names);
   ASSERT_TRUE(e);
   auto with = other.with;
   watch w;
   with.watched = &w;
   w.changed = branches_of(*e)[1].part;
   w.applied = change::make_true;
   EXPECT_TRUE(e->evaluate(with).is_true());
   w.applied = change::make_false;
   EXPECT_TRUE(e->evaluate(with).is_false());
   w.applied = change::negate;
   EXPECT_EQ(e->evaluate(with).type(), kind::unknown) << "there is nothing to negate";
   w.applied = change::none;
   EXPECT_EQ(e->evaluate(with).type(), kind::unknown);
}

}  // namespace
}  // namespace dnslint::cel
