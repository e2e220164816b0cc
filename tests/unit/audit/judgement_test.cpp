// SPDX-License-Identifier: Apache-2.0
// From a check, facts and answers to a finding.
#include "core/audit/judgement.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/plan.hpp"
#include "core/base/yaml.hpp"
#include "core/dns/zone_text.hpp"
#include "core/lab/lab.hpp"
#include "core/rules/pack.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using base::outcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto all_rules = R"yaml(pack: acme
version: 1.0.0
requires: { plugins: [mx] }
rules:
  - id: acme/plain
    title: A fact decides
    category: c
    severity: low
    assert: "facts.mx.count > 1"
    message: "{facts.mx.count} of them at {domain}"
    fix: { text: "add one", record: "{domain}. MX 10 mx.{domain}." }
  - id: acme/guarded
    title: It applies to some
    category: c
    severity: low
    applies_when: "facts.mx.count > 0"
    otherwise: "there is no mail host"
    assert: "facts.mx.count > 1"
  - id: acme/asks
    title: A lookup decides
    category: c
    severity: low
    lookups: { txt: { name: "{domain}", type: TXT } }
    assert: "txt.records.size() == 1"
    message: "{txt.records.size()} texts"
  - id: acme/each
    title: Every host has a text
    category: c
    severity: low
    lookups:
      txt: { for_each: "facts.mx.hosts", name: "{each}", type: TXT }
    assert: "!txt.absent"
    message: "{each} has none"
)yaml";

facts::schema const declared{
   {"mx",
    {{"count", {facts::type::integer, false, ""}}, {"hosts", {facts::type::list, false, ""}}}}};

rules::pack const& acme()
{
   static auto const doc = base::yaml::load("acme.yaml", all_rules);
   static auto const made = rules::read_pack(*doc, declared);
   EXPECT_TRUE(made) << base::to_text(made.errors());
   return *made;
}

rules::check const& rule(std::string_view id)
{
   for (auto const& c : acme().rules)
      if (c.id == id)
         return c;
   ADD_FAILURE() << id;
   return acme().rules.front();
}

// What a server of the zone `name` says that has these texts.
resolver::answer_ptr answer_with(char const* name, std::vector<std::string> const& texts)
{
   auto const apex = *dns::name::from_text(name);
   std::string zone;
   for (auto const& text : texts)
      zone += "@ TXT \"" + text + "\"\n";
   resolver::lab lab;
   EXPECT_TRUE(lab.add_zone(apex, *dns::parse_zone_text(zone, apex, name)).empty());
   resolver::exchange e;
   e.asked = {apex, dns::rrtype::txt};
   e.wire = dns::encode(lab.resolve(e.asked, 1));
   return std::make_shared<resolver::answer>(resolver::interpret(std::move(e)));
}

resolver::answer_ptr no_answer(char const* name)
{
   return resolver::make_unknown(
      {*dns::name::from_text(name), dns::rrtype::txt}, base::transient("servfail"));
}

class judging : public testing::Test {
protected:
   judging() { facts_["mx"]["count"] = facts::value{1}; }

   finding judged(std::string_view id, lookup_answers const& answers = {})
   {
      return judge_expression(check(id), known(), answers);
   }
   planned_check check(std::string_view id)
   {
      planned_check c{&rule(id)};
      if (rule(id).applies_when)
         c.condition = 0;
      return c;
   }
   judged_facts known() { return {"example.test", {}, &facts_, &conditions_, nullptr}; }

   facts::tree facts_;
   std::vector<std::optional<cel::value>> conditions_{1};
};

TEST_F(judging, passes_without_a_message_or_a_fix)
{
   facts_["mx"]["count"] = facts::value{2};
   auto const f = judged("acme/plain");
   EXPECT_EQ(f.id, "acme/plain");
   EXPECT_EQ(f.result, outcome::pass);
   EXPECT_EQ(f.message.bytes(), "");
   EXPECT_EQ(f.fix_record.bytes(), "");
}

TEST_F(judging, fails_with_a_message_and_a_fix)
{
   auto const f = judged("acme/plain");
   EXPECT_EQ(f.result, outcome::fail);
   EXPECT_EQ(f.message.bytes(), "1 of them at example.test");
   EXPECT_EQ(f.fix_text.bytes(), "add one");
   EXPECT_EQ(f.fix_record.bytes(), "example.test. MX 10 mx.example.test.");
}

TEST_F(judging, is_unknown_where_a_fact_is_or_was_not_published)
{
   facts_["mx"]["count"] = base::transient("timeout");
   EXPECT_EQ(judged("acme/plain").why, base::transient("timeout"));
   facts_.erase("mx");
   auto const f = judged("acme/plain");
   EXPECT_EQ(f.result, outcome::unknown);
   EXPECT_EQ(f.why->kind, base::cause_class::internal);
   EXPECT_EQ(f.fix_record.bytes(), "") << "nobody knows whether anything is to be mended";
}

TEST_F(judging, does_not_apply_where_the_condition_is_false)
{
   facts_["mx"]["count"] = facts::value{0};
   auto const f = judged("acme/guarded");
   EXPECT_EQ(f.result, outcome::not_applicable);
   EXPECT_EQ(f.reason, "there is no mail host");
   facts_["mx"]["count"] = base::transient("timeout");
   conditions_[0].reset();
   EXPECT_EQ(judged("acme/guarded").result, outcome::unknown) << "it may apply";
}

TEST_F(judging, evaluates_a_condition_once_for_all_checks_that_share_it)
{
   EXPECT_EQ(judged("acme/guarded").result, outcome::fail);
   ASSERT_TRUE(conditions_[0]);
   facts_["mx"]["count"] = facts::value{0};
   EXPECT_EQ(judged("acme/guarded").result, outcome::fail) << "the kept value counts";
}

TEST_F(judging, shows_the_records_that_it_rests_on)
{
   lookup_answers answers;
   answers[{"txt"}] = answer_with("example.test", {"a", "b"});
   auto const f = judged("acme/asks", answers);
   EXPECT_EQ(f.result, outcome::fail);
   EXPECT_EQ(f.message.bytes(), "2 texts");
   ASSERT_EQ(f.evidence.size(), 2U);
   EXPECT_EQ(f.evidence[0].kind, "record");
   EXPECT_EQ(f.evidence[0].text.bytes(), "example.test. TXT \"a\"");
}

TEST_F(judging, shows_a_proof_of_absence)
{
   lookup_answers answers;
   answers[{"txt"}] = answer_with("example.test", {});
   auto const f = judged("acme/asks", answers);
   EXPECT_EQ(f.result, outcome::fail);
   ASSERT_EQ(f.evidence.size(), 1U);
   EXPECT_EQ(f.evidence[0].text.bytes(), "example.test TXT: proved absent (NOERROR)");
}

TEST_F(judging, shows_so_much_evidence_and_no_more)
{
   std::vector<std::string> texts;
   for (int i = 0; i != 100; ++i)
      texts.push_back(std::to_string(i));
   lookup_answers answers;
   answers[{"txt"}] = answer_with("example.test", texts);
   EXPECT_EQ(judged("acme/asks", answers).evidence.size(), 64U);
}

// The questions by which name servers were found are not what the check is about.
TEST_F(judging, shows_no_answers_of_a_server_search)
{
   lookup_answers answers;
   answers[{"txt"}] = answer_with("example.test", {"a"});
   answers[{"txt", std::nullopt, dns::question{*dns::name::from_text("test"), dns::rrtype::soa}}] =
      answer_with("test", {"b"});
   EXPECT_EQ(judged("acme/asks", answers).evidence.size(), 1U);
}

TEST_F(judging, is_unknown_and_shows_nothing_where_the_answer_is)
{
   lookup_answers answers;
   answers[{"txt"}] = no_answer("example.test");
   auto const f = judged("acme/asks", answers);
   EXPECT_EQ(f.result, outcome::unknown);
   EXPECT_EQ(f.why->code, "servfail");
   EXPECT_THAT(f.evidence, IsEmpty());
}

TEST_F(judging, is_a_defect_where_nobody_asked)
{
   auto const f = judged("acme/asks");
   EXPECT_EQ(f.result, outcome::unknown);
   EXPECT_EQ(f.why->code, "not-asked");
}

// One row for each way in which two subjects can come out.
TEST_F(judging, of_subjects_is_decided_by_the_worst)
{
   facts_["mx"]["hosts"] = facts::value{facts::list{"a.test", "b.test"}};
   auto const has = answer_with("a.test", {"x"});
   auto const none = answer_with("a.test", {});
   auto const open = no_answer("a.test");
   struct row {
      resolver::answer_ptr first;
      resolver::answer_ptr second;
      outcome result;
      char const* message;
   };
   for (auto const& [first, second, result, message] : std::vector<row>{
           {has, has, outcome::pass, ""},
           {has, none, outcome::fail, "b.test has none"},
           {none, has, outcome::fail, "a.test has none"},
           {none, none, outcome::fail, "a.test has none"},
           {open, has, outcome::unknown, ""},
           {open, none, outcome::fail, "b.test has none"},
           {none, open, outcome::fail, "a.test has none"},
           {open, open, outcome::unknown, ""}}) {
      lookup_answers answers;
      answers[{"txt", 0}] = first;
      answers[{"txt", 1}] = second;
      auto const f = judged("acme/each", answers);
      EXPECT_EQ(f.result, result) << message;
      EXPECT_EQ(f.message.bytes(), message);
      EXPECT_EQ(f.items.size(), 2U);
   }
}

// The first of several unknown subjects gives the cause, as the message of a failure is the first.
TEST_F(judging, of_subjects_tells_the_first_cause)
{
   facts_["mx"]["hosts"] = facts::value{facts::list{"a.test", "b.test"}};
   lookup_answers answers;
   answers[{"txt", 0}] = no_answer("a.test");
   answers[{"txt", 1}] = resolver::make_unknown(
      {*dns::name::from_text("b.test"), dns::rrtype::txt}, base::transient("timeout"));
   auto const f = judged("acme/each", answers);
   EXPECT_EQ(f.why, base::transient("servfail"));
   ASSERT_EQ(f.items.size(), 2U);
   EXPECT_EQ(f.items[1].message.bytes(), "transient: timeout") << "each subject has its own";
}

TEST_F(judging, of_many_subjects_judges_the_first_ones)
{
   auto const has = answer_with("a.test", {"x"});
   auto const with_subjects = [&](std::size_t count) {
      facts::list hosts;
      lookup_answers answers;
      for (std::size_t i = 0; i != count; ++i) {
         hosts.emplace_back("host" + std::to_string(i) + ".test");
         answers[{"txt", i}] = has;
      }
      facts_["mx"]["hosts"] = facts::value{hosts};
      return answers;
   };
   EXPECT_EQ(judged("acme/each", with_subjects(rules::most_subjects)).result, outcome::pass);
   auto answers = with_subjects(rules::most_subjects + 1);
   auto const many = judged("acme/each", answers);
   EXPECT_EQ(many.result, outcome::unknown);
   EXPECT_EQ(many.why->code, "too-many-subjects");
   EXPECT_EQ(many.items.size(), rules::most_subjects);
   answers[{"txt", 3}] = answer_with("a.test", {});
   EXPECT_EQ(judged("acme/each", answers).result, outcome::fail) << "one of the first has failed";
}

// What was asked is not what an undecided outcome rests on.
TEST_F(judging, shows_evidence_of_pass_and_fail_alone)
{
   lookup_answers answers;
   answers[{"txt"}] = answer_with("example.test", {"a"});
   EXPECT_EQ(judged("acme/guarded", answers).evidence.size(), 1U) << "it fails";
   facts_["mx"]["count"] = facts::value{0};
   conditions_[0].reset();
   EXPECT_THAT(judged("acme/guarded", answers).evidence, IsEmpty()) << "it does not apply";
   facts_["mx"]["count"] = base::transient("timeout");
   EXPECT_THAT(judged("acme/plain", answers).evidence, IsEmpty()) << "it is unknown";
}

TEST_F(judging, shows_the_facts_that_decided_where_no_record_does)
{
   auto const f = judged("acme/plain");
   ASSERT_EQ(f.evidence.size(), 1U);
   EXPECT_EQ(f.evidence[0].kind, "fact");
   EXPECT_EQ(f.evidence[0].text.bytes(), "mx.count: 1");
   facts_["mx"]["count"] = facts::value{2};
   EXPECT_THAT(judged("acme/plain").evidence, IsEmpty()) << "it passes";
}

TEST_F(judging, of_subjects_that_are_no_list_is_unknown)
{
   facts_["mx"]["hosts"] = base::transient("timeout");
   EXPECT_EQ(judged("acme/each").why, base::transient("timeout"));
   facts_["mx"]["hosts"] = facts::value{facts::list{}};
   EXPECT_EQ(judged("acme/each").reason, "there is none of: facts.mx.hosts");
}

// What the code of a probe settled.
class judging_settled : public judging {
protected:
   finding settled(std::string_view id, outcome result, std::string message = "")
   {
      finding f;
      f.id = id;
      f.result = result;
      f.message = base::untrusted{std::move(message)};
      return judge_settled(check(id), known(), std::move(f));
   }
};

TEST_F(judging_settled, takes_message_and_fix_of_the_check_where_the_probe_has_none)
{
   auto const f = settled("acme/plain", outcome::fail);
   EXPECT_EQ(f.message.bytes(), "1 of them at example.test");
   EXPECT_EQ(f.fix_text.bytes(), "add one");
   EXPECT_EQ(settled("acme/plain", outcome::fail, "mine").message.bytes(), "mine");
   EXPECT_EQ(settled("acme/plain", outcome::pass).message.bytes(), "");
}

TEST_F(judging_settled, is_overruled_where_the_check_does_not_apply)
{
   EXPECT_EQ(settled("acme/guarded", outcome::fail).result, outcome::fail);
   facts_["mx"]["count"] = facts::value{0};
   conditions_[0].reset();
   auto const f = settled("acme/guarded", outcome::fail, "mine");
   EXPECT_EQ(f.result, outcome::not_applicable);
   EXPECT_EQ(f.message.bytes(), "");
   EXPECT_EQ(f.reason, "there is no mail host");
   facts_["mx"]["count"] = base::transient("timeout");
   conditions_[0].reset();
   EXPECT_EQ(settled("acme/guarded", outcome::fail).result, outcome::unknown) << "it may not apply";
}

}  // namespace
}  // namespace dnslint::audit
