// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/profile/profile.hpp"

#include <gmock/gmock.h>

namespace dnslint::profile {
namespace {

using testing::HasSubstr;

profile gated(std::string const& text)
{
   auto const doc = base::yaml::load("acme.yaml", text);
   EXPECT_TRUE(doc) << base::to_text(doc.errors());
   auto own = read_profile(*doc);
   EXPECT_TRUE(own) << base::to_text(own.errors());
   return extend(standard(), *own);
}

std::string gate_refusal(std::string const& text)
{
   auto const doc = base::yaml::load("acme.yaml", text);
   auto own = read_profile(*doc);
   if (!own)
      return base::to_text(own.errors());
   auto const gates = gates_of(extend(standard(), *own));
   return gates ? "it was read" : base::to_text(gates.errors());
}

TEST(gate, is_a_condition_over_counts)
{
   auto const p = gated(
      "profile: acme\n"
      "gate:\n"
      "  - id: sound\n"
      "    require: failures.critical == 0 && coverage >= 0.95 && grades.F < domains / 10\n"
      "    text: nothing is on fire\n");
   auto const gates = gates_of(p);
   ASSERT_TRUE(gates) << base::to_text(gates.errors());
   ASSERT_EQ(gates->size(), 1U);
   EXPECT_EQ(gates->front().id, "sound");
   EXPECT_EQ(gates->front().text, "nothing is on fire");
   cel::bindings bound;
   bound.given = {
      {"failures.critical", cel::value{std::int64_t{0}}},
      {"coverage", cel::value{0.96}},
      {"grades.F", cel::value{std::int64_t{0}}},
      {"domains", cel::value{std::int64_t{10}}}};
   EXPECT_TRUE(gates->front().require.evaluate(bound).is_true());
}

TEST(gate, that_is_wrong_is_shown_where_it_stands)
{
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n    require: failures.hihg == 0\n"),
      testing::AllOf(HasSubstr("acme.yaml:4:14"), HasSubstr("failures.high")));
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n    require: failures.high\n"),
      testing::AllOf(HasSubstr("acme.yaml:4:14"), HasSubstr("must be true or false")));
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n    require: 'coverage >='\n"),
      HasSubstr("acme.yaml:4:"));
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n    requires: 'true'\n"),
      testing::AllOf(HasSubstr("acme.yaml:4:5"), HasSubstr("require")));
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n  - id: a\n"),
      HasSubstr("two gates are called"));
   EXPECT_THAT(gate_refusal("profile: acme\ngate:\n  - id: a\n"), HasSubstr("needs 'require'"));
   EXPECT_THAT(
      gate_refusal("profile: acme\ngate:\n  - id: a\n    require: none\n"),
      HasSubstr("there is no gate 'a' to take away"));
}

TEST(gate, is_inherited_and_may_be_changed_or_taken_away)
{
   auto const group = gated(
      "profile: group\ngate:\n  - { id: a, require: domains > 1, text: several }\n"
      "  - { id: b, require: domains > 2 }\n");
   auto const doc = base::yaml::load(
      "own.yaml",
      "profile: own\ngate:\n  - { id: a, require: domains > 5 }\n  - { id: b, require: none }\n");
   auto const p = extend(group, *read_profile(*doc));
   auto const gates = gates_of(p);
   ASSERT_TRUE(gates);
   ASSERT_EQ(gates->size(), 1U);
   EXPECT_EQ(gates->front().require.source(), "domains > 5");
   EXPECT_EQ(gates->front().text, "several");
   EXPECT_THAT(to_text(p), HasSubstr("require: \"domains > 5\""));
}

TEST(gate, knows_the_grades_of_its_profile)
{
   auto const p = gated("profile: acme\ngrades: { good: 75, bad: 0 }\n");
   EXPECT_THAT(gate_names(p), testing::Contains("grades.good"));
   EXPECT_THAT(gate_names(p), testing::Not(testing::Contains("grades.A")));
}

}  // namespace
}  // namespace dnslint::profile
