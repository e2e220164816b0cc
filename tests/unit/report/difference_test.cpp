// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference.hpp"

#include "core/report/difference_text.hpp"

#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

base::finding check(std::string id, outcome result, std::string message = {})
{
   base::finding f;
   f.id = std::move(id);
   f.result = result;
   f.message = base::untrusted{std::move(message)};
   if (result == outcome::unknown)
      f.why = base::transient("timeout");
   return f;
}

reported_domain domain(std::vector<base::finding> findings, std::optional<double> score = 80)
{
   reported_domain d;
   d.record.domain = "example.test";
   d.record.scored.score = score;
   d.record.scored.grade = "B";
   for (auto const& f : findings)
      d.checks.push_back(
         {"mail", "c", f.id == "a/high" ? base::severity::high : base::severity::low});
   d.record.findings = std::move(findings);
   return d;
}

domain_difference between(reported_domain const& before, reported_domain const& after)
{
   return compare("example.test", state_of(before), state_of(after));
}

domain_difference of_check(outcome before, outcome after)
{
   return between(domain({check("a/high", before, "x")}), domain({check("a/high", after, "x")}));
}

TEST(difference, names_each_change_of_an_outcome)
{
   struct row {
      outcome before;
      outcome after;
      std::optional<change> became;
      bool worse;
   };
   for (auto const& r : {
           row{outcome::pass, outcome::fail, change::broken, true},
           row{outcome::not_applicable, outcome::fail, change::broken, false},
           row{outcome::unknown, outcome::fail, change::broken, false},
           row{outcome::pass, outcome::unknown, change::newly_unknown, true},
           row{outcome::fail, outcome::unknown, change::newly_unknown, false},
           row{outcome::not_applicable, outcome::unknown, change::newly_unknown, false},
           row{outcome::fail, outcome::pass, change::fixed, false},
           row{outcome::fail, outcome::not_applicable, change::fixed, false},
           row{outcome::unknown, outcome::pass, change::known_again, false},
           row{outcome::pass, outcome::not_applicable, std::nullopt, false},
           row{outcome::fail, outcome::fail, std::nullopt, false},
           row{outcome::unknown, outcome::unknown, std::nullopt, false},
        }) {
      auto const d = of_check(r.before, r.after);
      auto const name =
         std::string{base::to_text(r.before)} + " to " + std::string{base::to_text(r.after)};
      EXPECT_EQ(d.checks.empty(), !r.became) << name;
      EXPECT_EQ(d.is_none(), !r.became) << name;
      EXPECT_EQ(is_worse(d), r.worse) << name;
      if (r.became && !d.checks.empty()) {
         EXPECT_EQ(d.checks.front().became, *r.became) << name;
         EXPECT_EQ(d.checks.front().severity, base::severity::high) << name;
      }
   }
}

TEST(difference, a_failure_for_another_reason_has_changed)
{
   auto const d = between(
      domain({check("a/high", outcome::fail, "one")}),
      domain({check("a/high", outcome::fail, "two")}));
   ASSERT_THAT(d.checks, SizeIs(1));
   EXPECT_EQ(d.checks.front().became, change::altered);
   EXPECT_FALSE(is_worse(d));
}

TEST(difference, what_an_overlay_hides_is_not_worse)
{
   auto hidden = check("a/high", outcome::unknown);
   hidden.why = base::unobservable("overlaid");
   auto const d = between(domain({check("a/high", outcome::pass)}), domain({hidden}));
   EXPECT_THAT(d.checks, SizeIs(1));
   EXPECT_FALSE(is_worse(d));
}

TEST(difference, a_lower_score_is_worse_where_something_fails_that_did_not)
{
   auto const applies_not = domain({check("a/high", outcome::not_applicable)}, 80);
   EXPECT_TRUE(is_worse(between(applies_not, domain({check("a/high", outcome::fail)}, 79.9))));
   EXPECT_FALSE(is_worse(between(applies_not, domain({check("a/high", outcome::fail)}, 80))));
   EXPECT_FALSE(is_worse(between(domain({check("a/high", outcome::pass)}), domain({}, 79.9))));
   EXPECT_FALSE(between(domain({}, 80), domain({}, 81)).is_none());
}

TEST(difference, facts_that_changed_are_told)
{
   auto before = domain({});
   before.facts = {
      {"mx.count", "1"},
      {"spf.record", "\"v=spf1 -all\""},
      {"dmarc.record", "null"},
      {"same", "1"},
      {"spf.terms", "[]"},
      {"list.tags", "[]"}};
   auto after = domain({});
   after.facts = {
      {"mx.count", "2"},
      {"spf.record", "null"},
      {"dmarc.record", "\"v=DMARC1\""},
      {"same", "1"},
      {"list.tags", "[\"x\"]"}};
   auto const d = between(before, after);
   ASSERT_THAT(d.facts, SizeIs(3));
   EXPECT_EQ(d.facts[0].name, "dmarc.record");
   EXPECT_EQ(d.facts[0].before, "null");
   EXPECT_EQ(d.facts[2].after, "null");
   EXPECT_FALSE(is_for_people(d.facts[1]));
   EXPECT_THAT(difference_markdown(d), Not(HasSubstr("mx.count")));
   EXPECT_THAT(
      difference_text(d), AllOf(HasSubstr("- \"v=spf1 -all\"\n"), HasSubstr("+ \"v=DMARC1\"\n")));
   EXPECT_THAT(difference_json(d), HasSubstr(R"({"name":"mx.count","before":1,"after":2})"));
}

TEST(difference, domains_that_one_report_lacks_have_none_of_their_checks_compared)
{
   auto const state = state_of(domain({check("a/high", outcome::fail)}));
   auto const added = compare("example.test", std::nullopt, state);
   auto const removed = compare("example.test", state, std::nullopt);
   EXPECT_THAT(added.checks, IsEmpty());
   EXPECT_FALSE(added.is_none());
   EXPECT_FALSE(is_worse(added));
   EXPECT_THAT(difference_text(added), HasSubstr("only in the new report"));
   EXPECT_THAT(difference_text(removed), HasSubstr("only in the old report"));
   difference_counts counts;
   counts.count(added);
   counts.count(removed);
   counts.count(of_check(outcome::pass, outcome::fail));
   counts.count(of_check(outcome::pass, outcome::pass));
   EXPECT_EQ(counts.added, 1U);
   EXPECT_EQ(counts.removed, 1U);
   EXPECT_EQ(counts.domains, 2U);
   EXPECT_EQ(counts.differing, 1U);
   EXPECT_EQ(counts.by_check["a/high"][change::broken], 1U);
   EXPECT_THAT(
      difference_json(counts),
      HasSubstr(R"("added":1,"removed":1,"changes":{"new":1},"by_check":{"a/high":{"new":1}})"));
   EXPECT_THAT(difference_text(counts), HasSubstr("2 domains in both reports, 1 of them differ"));
}

TEST(difference, worst_changes_come_first_and_hostile_text_is_safe)
{
   auto const d = between(
      domain({check("a/high", outcome::fail, "old"), check("b/low", outcome::pass)}),
      domain({check("a/high", outcome::pass), check("b/low", outcome::fail, "\x1b[2Jred | <b>")}));
   ASSERT_THAT(d.checks, SizeIs(2));
   EXPECT_EQ(d.checks[0].id, "b/low");
   auto const text = difference_text(d);
   EXPECT_THAT(text, AllOf(HasSubstr("\\027[2Jred"), Not(HasSubstr("\x1b"))));
   EXPECT_THAT(text, HasSubstr("fixed          a/high (high), was: old"));
   EXPECT_THAT(
      difference_markdown(d), AllOf(HasSubstr("**new** b/low (low)"), Not(HasSubstr("<b>"))));
   for (std::size_t at = 0; at < text.size();) {
      auto const end = text.find('\n', at);
      EXPECT_LE(end - at, 80U);
      at = end + 1;
   }
}

}  // namespace
}  // namespace dnslint::report
