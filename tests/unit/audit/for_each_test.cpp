// SPDX-License-Identifier: Apache-2.0
// Rules with dependent lookups, and rules that judge several subjects.
#include "core/authoring/rule_test_run.hpp"
#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/question_count.hpp"

#include <gmock/gmock.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto text = R"yaml(pack: demo
version: 1.0.0
requires: { plugins: [mx] }
rules:
  - id: demo/tlsa
    title: Each mail host has TLSA records
    category: demo
    severity: low
    lookups:
      tlsa: { for_each: "facts.mx.exchanges", name: "_25._tcp.{each}", type: TLSA }
    assert: "!tlsa.absent"
    message: "{each} has none"
    fix: { record: "_25._tcp.{each}. TLSA 3 1 1 00" }
  - id: demo/dependent
    title: Each mail host has an address
    category: demo
    severity: low
    lookups:
      mail: { name: "{domain}", type: MX }
      host: { for_each: "mail.records.map(r, r.exchange)", name: "{each}", type: A }
      back: { name: "{host.records[0].address.split('.').reverse().join('.')}.in-addr.arpa", type: PTR }
    assert: "host.records.size() > 0 && back.status != ''"
    message: "{each}"
  - id: demo/chained
    title: The second question stands on the first
    category: demo
    severity: low
    lookups:
      one: { name: "_a.{domain}", type: TXT }
      two: { name: "{one.records[0].text}.{domain}", type: TXT }
    assert: "two.records[0].text == 'yes'"
)yaml";

facts::schema const mx{{"mx", {{"exchanges", {facts::type::list, false, ""}}}}};

rules::pack demo()
{
   auto const doc = base::yaml::load("demo.yaml", text);
   auto const made = rules::read_pack(*doc, mx);
   EXPECT_TRUE(made) << base::to_text(made.errors());
   return *made;
}

audit::finding judged(
   char const* rule,
   std::string zone,
   facts::value exchanges,
   std::vector<std::pair<std::string, std::string>> faults = {})
{
   rules::rule_test test;
   test.rule = rule;
   test.zone = std::move(zone);
   test.faults = std::move(faults);
   test.facts["mx"]["exchanges"] = std::move(exchanges);
   auto const done = authoring::run_rule_test(demo(), test);
   EXPECT_TRUE(done.judged) << base::to_text(done.problems);
   return done.judged.value_or(audit::finding{});
}

std::vector<std::string> items(audit::finding const& f)
{
   std::vector<std::string> all;
   for (auto const& i : f.items)
      all.push_back(i.subject.bytes() + " " + std::string{base::to_text(i.result)});
   return all;
}

constexpr auto tlsa = "_25._tcp.a TLSA 3 1 1 00\n_25._tcp.b TLSA 3 1 1 00\n";
facts::list const two_hosts{"a.example.test", "b.example.test"};

TEST(for_each, passes_when_each_subject_does)
{
   auto const f = judged("demo/tlsa", tlsa, two_hosts);
   EXPECT_EQ(f.result, base::outcome::pass);
   EXPECT_THAT(items(f), ElementsAre("a.example.test pass", "b.example.test pass"));
}

TEST(for_each, fails_when_one_does)
{
   auto const f = judged("demo/tlsa", "_25._tcp.a TLSA 3 1 1 00\n", two_hosts);
   EXPECT_EQ(f.result, base::outcome::fail);
   EXPECT_EQ(f.message.bytes(), "b.example.test has none");
   EXPECT_EQ(f.fix_record.bytes(), "_25._tcp.b.example.test. TLSA 3 1 1 00");
   EXPECT_THAT(items(f), ElementsAre("a.example.test pass", "b.example.test fail"));
}

TEST(for_each, fails_although_another_is_unknown)
{
   auto const f = judged("demo/tlsa", "", two_hosts, {{"_25._tcp.a", "servfail"}});
   EXPECT_EQ(f.result, base::outcome::fail);
   EXPECT_THAT(items(f), ElementsAre("a.example.test unknown", "b.example.test fail"));
}

TEST(for_each, is_unknown_when_one_is)
{
   auto const f = judged("demo/tlsa", tlsa, two_hosts, {{"_25._tcp.b", "servfail"}});
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "servfail");
}

TEST(for_each, does_not_apply_to_nothing)
{
   auto const f = judged("demo/tlsa", "", facts::list{});
   EXPECT_EQ(f.result, base::outcome::not_applicable);
   EXPECT_EQ(f.reason, "there is none of: facts.mx.exchanges");
}

TEST(for_each, is_unknown_when_the_subjects_are)
{
   auto const f = judged("demo/tlsa", "", base::transient("timeout"));
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "timeout");
   EXPECT_THAT(f.items, IsEmpty());
}

TEST(for_each, judges_so_many_and_says_so)
{
   facts::list many;
   std::string zone;
   for (std::size_t i = 0; i != rules::most_subjects + 1; ++i) {
      many.emplace_back("h" + std::to_string(i) + ".example.test");
      zone += "_25._tcp.h" + std::to_string(i) + " TLSA 3 1 1 00\n";
   }
   auto const f = judged("demo/tlsa", zone, many);
   EXPECT_EQ(f.items.size(), rules::most_subjects);
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "too-many-subjects");
}

TEST(for_each, subject_that_is_no_name_is_unobservable)
{
   auto const f = judged("demo/tlsa", tlsa, facts::list{"a..b"});
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(base::to_text(*f.why), "unobservable: no-name ('_25._tcp.a..b')");
}

TEST(lookup, stands_on_answers_and_subjects)
{
   auto const zone = "@ MX 10 m1\n@ MX 20 m2\nm1 A 192.0.2.1\n";
   auto const f = judged("demo/dependent", zone, facts::list{});
   EXPECT_EQ(f.result, base::outcome::fail);
   EXPECT_EQ(f.message.bytes(), "m2.example.test");
   EXPECT_THAT(items(f), ElementsAre("m1.example.test pass", "m2.example.test fail"));
}

TEST(lookup, stands_on_another)
{
   EXPECT_EQ(
      judged("demo/chained", "_a TXT \"next\"\nnext TXT \"yes\"\n", {}).result,
      base::outcome::pass);
   EXPECT_EQ(
      judged("demo/chained", "_a TXT \"next\"\nnext TXT \"no\"\n", {}).result, base::outcome::fail);
   auto const f = judged("demo/chained", "", {}, {{"_a", "timeout"}});
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "timeout");
}

TEST(lookup, whose_name_fails_is_a_defect_of_the_rule)
{
   auto const f = judged("demo/chained", "", {});
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "rule-error");
   EXPECT_THAT(f.why->detail, HasSubstr("index 0 of a list of 0"));
}

TEST(questions, are_counted_at_their_most)
{
   auto const p = demo();
   EXPECT_EQ(rules::most_questions(p.rules[0]), 50U);
   EXPECT_EQ(rules::most_questions(p.rules[1]), 101U);
   EXPECT_EQ(rules::most_questions(p.rules[2]), 2U);
   EXPECT_EQ(rules::most_questions(p), 153U);
}

}  // namespace
