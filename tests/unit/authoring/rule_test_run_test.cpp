// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/rule_test_run.hpp"

#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"

#include <gmock/gmock.h>

namespace {

using namespace dnslint;
using testing::HasSubstr;

constexpr auto rule = R"yaml(pack: demo
version: 1.0.0
requires: { plugins: [mx] }
variables:
  wanted: { type: string, default: "yes", description: "what the record must say" }
rules:
  - id: demo/answer
    title: The answer is right
    category: demo
    severity: low
    applies_when: "facts.mx.accepts_mail"
    lookups: { reply: { name: "_ask.{domain}", type: TXT } }
    assert: "reply.records.exists(r, r.text == vars.wanted)"
    message: "{reply.records.size()} records at {reply.name}"
    tests:
)yaml";

facts::schema const mx{{"mx", {{"accepts_mail", {facts::type::boolean, false, ""}}}}};

rules::pack read(std::string const& tests)
{
   auto const doc = base::yaml::load("demo.yaml", rule + tests);
   EXPECT_TRUE(doc) << base::to_text(doc.errors());
   auto const made = rules::read_pack(*doc, mx);
   EXPECT_TRUE(made) << base::to_text(made.errors());
   return *made;
}

authoring::rule_test_result run(std::string const& test)
{
   auto const from = read("      - " + test + "\n");
   return authoring::run_rule_test(from, from.tests.at(0));
}

std::string problems(std::string const& test)
{
   return base::to_text(run(test).problems);
}

TEST(RuleTest, NamesAreBelowTheDomain)
{
   EXPECT_EQ(
      problems(
         R"({ zone: '_ask TXT "yes"', facts: { mx: { accepts_mail: true } }, expect: pass })"),
      "");
   EXPECT_EQ(
      problems(
         R"({ domain: other.test, zone: '_ask TXT "yes"', facts: { mx: { accepts_mail: true } }, expect: pass })"),
      "");
}

TEST(RuleTest, TheZoneNeedsNoSoaForProvedAbsence)
{
   EXPECT_EQ(problems("{ zone: '', facts: { mx: { accepts_mail: true } }, expect: fail }"), "");
}

TEST(RuleTest, AFactThatIsNotGivenIsUnknown)
{
   EXPECT_EQ(problems(R"({ zone: '_ask TXT "yes"', expect: unknown })"), "");
}

TEST(RuleTest, FaultsTakeNoTime)
{
   for (auto const* const place :
        {"_ask", "_ask TXT", "_ask.example.test.", "_ask.example.test. TXT"})
      for (auto const* const fault : {"timeout", "servfail", "refused"})
         EXPECT_EQ(
            problems(
               std::string{"{ zone: '', facts: { mx: { accepts_mail: true } }, faults: { \""} +
               place + "\": " + fault + " }, expect: unknown }"),
            "");
   EXPECT_EQ(
      problems(
         "{ zone: '', facts: { mx: { accepts_mail: true } }, faults: { '@': servfail, '_ask A': "
         "servfail }, expect: fail }"),
      "");
}

TEST(RuleTest, ARuleThatDoesNotApplyAsksNothing)
{
   EXPECT_EQ(
      problems(
         "{ zone: '', facts: { mx: { accepts_mail: false } }, faults: { _ask: timeout }, expect: "
         "not-applicable }"),
      "");
}

TEST(RuleTest, AnotherOutcomeIsToldWithItsPlace)
{
   auto const done = run("{ zone: '', facts: { mx: { accepts_mail: true } }, expect: pass }");
   ASSERT_TRUE(done.judged);
   EXPECT_EQ(done.judged->result, base::outcome::fail);
   ASSERT_EQ(done.problems.size(), 1U);
   EXPECT_EQ(done.problems[0].where.file, "demo.yaml");
   EXPECT_EQ(done.problems[0].where.line, 16U);
   EXPECT_EQ(
      done.problems[0].message,
      "demo/answer is fail, 0 records at _ask.example.test; the test expects pass");
}

TEST(RuleTest, TheCauseOfUnknownIsTold)
{
   EXPECT_THAT(
      problems(
         "{ zone: '', facts: { mx: { accepts_mail: true } }, faults: { _ask: servfail }, expect: "
         "fail }"),
      HasSubstr("demo/answer is unknown, transient: servfail"));
}

TEST(RuleTest, AWrongTestIsNotJudged)
{
   for (auto const* const test :
        {"{ zone: '', faults: { _ask: sulk }, expect: pass }",
         "{ zone: '', faults: { '_ask NOTYPE': timeout }, expect: pass }"}) {
      auto const done = run(test);
      EXPECT_FALSE(done.judged) << test;
      ASSERT_FALSE(done.problems.empty()) << test;
      EXPECT_EQ(done.problems[0].where.line, 16U) << test;
   }
}

TEST(RuleTest, WithoutADomainOrAZoneIsRefusedWhenItIsRead)
{
   for (auto const* const test :
        {"{ domain: 'a..b', zone: '', expect: pass }", "{ zone: 'a b c d', expect: pass }"}) {
      auto const doc =
         base::yaml::load("demo.yaml", rule + ("      - " + std::string{test} + '\n'));
      ASSERT_TRUE(doc);
      auto const made = rules::read_pack(*doc, mx);
      ASSERT_FALSE(made) << test;
      EXPECT_EQ(made.errors().front().where.line, 16U) << test;
   }
}

TEST(RuleTest, ARuleThatIsNotThereIsTold)
{
   auto const from = read("      - { zone: '', expect: pass }\n");
   auto test = from.tests.at(0);
   test.rule = "demo/other";
   EXPECT_THAT(
      base::to_text(authoring::run_rule_test(from, test).problems), HasSubstr("demo/other"));
}

}  // namespace
