// SPDX-License-Identifier: Apache-2.0
#include "core/audit/scoring.hpp"

#include "tests/unit/audit/scratch_plan.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit::test {
namespace {

using base::outcome;

// Two checks of one control, one of another, and one that is not scored. name/exists comes last.
constexpr auto four_rules = R"(pack: acme
version: 1.0.0
rules:
  - { id: acme/a, title: A, category: mail, control: c.one, severity: high, assert: "true" }
  - { id: acme/b, title: B, category: mail, control: c.one, severity: low, assert: "true" }
  - { id: acme/c, title: C, category: mail, control: c.two, severity: high, assert: "true" }
  - { id: acme/d, title: D, category: mail, severity: critical, assert: "true" }
)";

domain_record record_with(plan const& p, std::vector<outcome> const& results)
{
   domain_record d;
   for (std::size_t i = 0; i != p.checks.size(); ++i) {
      auto& f = d.findings.emplace_back();
      f.id = p.checks[i].definition->id;
      f.result = i < results.size() ? results[i] : outcome::pass;
      if (f.result == outcome::unknown)
         f.why = base::transient("timeout");
   }
   return d;
}

domain_record scored(plan const& p, std::vector<outcome> const& results)
{
   auto d = record_with(p, results);
   score_findings(p, d);
   return d;
}

TEST(scoring, weighs_the_controls_of_the_findings)
{
   auto const p = plan_of(four_rules);
   ASSERT_TRUE(p);
   struct row {
      std::vector<outcome> results;
      std::optional<double> score;
      std::optional<double> low;
      std::optional<double> high;
   };
   auto const pass = outcome::pass;
   auto const fail = outcome::fail;
   auto const unknown = outcome::unknown;
   auto const none = outcome::not_applicable;
   for (auto const& [results, score, low, high] : std::vector<row>{
           {{pass, pass, pass, pass}, 100, 100, 100},
           {{pass, pass, pass, fail}, 100, 100, 100},
           {{none, none, none, none}, std::nullopt, std::nullopt, std::nullopt}}) {
      auto const d = scored(*p, results);
      EXPECT_EQ(d.scored.score, score);
      EXPECT_EQ(d.scored.score_low, low);
      EXPECT_EQ(d.scored.score_high, high);
   }
   auto const one_failed = scored(*p, {fail, pass, pass, pass});
   auto const both_failed = scored(*p, {fail, pass, fail, pass});
   EXPECT_LT(one_failed.scored.score, 100);
   EXPECT_LT(both_failed.scored.score, one_failed.scored.score);
   auto const open = scored(*p, {unknown, pass, pass, pass});
   EXPECT_EQ(open.scored.score, 100) << "by what is known";
   EXPECT_EQ(open.scored.score_low, one_failed.scored.score) << "as if it failed";
   EXPECT_EQ(open.scored.score_high, 100);
}

TEST(scoring, names_the_checks_that_lower_a_control)
{
   auto const p = plan_of(four_rules);
   ASSERT_TRUE(p);
   auto const d = scored(*p, {outcome::fail, outcome::pass, outcome::pass, outcome::pass});
   ASSERT_EQ(d.scored.controls.size(), 2U);
   EXPECT_EQ(d.scored.controls[0].control, "c.one");
   EXPECT_THAT(d.scored.controls[0].lowered_by, testing::ElementsAre("acme/a"));
   EXPECT_THAT(d.scored.controls[1].lowered_by, testing::IsEmpty());
}

// A check of a pack that the standard profile does not name changes the profile's score alone.
TEST(scoring, has_a_second_score_by_the_standard_profile)
{
   auto const p = plan_of(four_rules);
   ASSERT_TRUE(p);
   ASSERT_TRUE(p->adapted);
   auto const d = scored(*p, {outcome::fail, outcome::fail, outcome::fail, outcome::pass});
   EXPECT_LT(d.scored.score, 100);
   EXPECT_EQ(d.score_standard, std::nullopt) << "nothing that the standard profile scores ran";
   EXPECT_EQ(d.scored.digest, p->score_digest);
}

// The second score does not change with what a profile makes of a check.
TEST(scoring, takes_severity_and_control_of_the_standard_profile_for_the_second_score)
{
   auto const p = plan_of(four_rules);
   ASSERT_TRUE(p);
   auto const standard_score = [&p](base::severity of_first) {
      p->checks[0].standard = own_terms{of_first, "c.one"};
      p->checks[2].standard = own_terms{base::severity::high, "c.two"};
      return scored(*p, {outcome::fail, outcome::pass, outcome::pass, outcome::pass})
         .score_standard;
   };
   auto const mild = standard_score(base::severity::low);
   auto const strict = standard_score(base::severity::high);
   ASSERT_TRUE(mild && strict);
   EXPECT_GT(*mild, *strict);
   EXPECT_LT(*strict, 100);
}

TEST(scoring, has_one_score_where_the_profile_is_the_standard_one)
{
   auto built = build_plan({});
   ASSERT_TRUE(built) << base::to_text(built.errors());
   ASSERT_FALSE(built->made->adapted);
   auto const d = scored(*built->made, {outcome::pass});
   EXPECT_EQ(d.score_standard, d.scored.score);
}

}  // namespace
}  // namespace dnslint::audit::test
