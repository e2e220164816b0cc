// SPDX-License-Identifier: Apache-2.0
#include "core/rules/check.hpp"

#include "core/base/yaml.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::rules {
namespace {

using testing::HasSubstr;

std::string const head =
   "id: mail/some-check\ntitle: A title\ncategory: mail.transport\n"
   "severity: low\n";

class check_file : public testing::Test {
protected:
   std::optional<check> read(std::string const& text)
   {
      errors_.clear();
      auto doc = base::yaml::load("checks.yaml", text);
      if (!doc) {
         errors_ = doc.errors();
         return std::nullopt;
      }
      return read_check(*doc, doc->root(), world_.names, entry_of::pack, errors_);
   }

   check must_read(std::string const& text)
   {
      auto made = read(text);
      EXPECT_TRUE(made) << base::to_text(errors_);
      return made.value_or(check{});
   }

   std::string refusal(std::string const& text)
   {
      auto const made = read(text);
      EXPECT_EQ(made.has_value(), errors_.empty());
      return base::to_text(errors_);
   }

   cel::world world_;
   base::diagnostics errors_;
};

TEST_F(check_file, needs_the_facts_of_its_message_and_its_fix)
{
   auto const c = must_read(
      head +
      "assert: \"true\"\nmessage: \"{facts.mx.accepts_mail}\"\n"
      "fix: { text: \"{facts.mx.count}\" }\n");
   EXPECT_THAT(facts_used(c), testing::ElementsAre("mx.accepts_mail", "mx.count"));
}

TEST_F(check_file, has_every_key)
{
   auto const c = must_read(
      "id: mail-baseline/tls-report-address\n"
      "title: Failures are reported\n"
      "category: mail.transport\n"
      "control: transport.reports\n"
      "severity: high\n"
      "applies_when: \"facts.mx.accepts_mail\"\n"
      "otherwise: no mail arrives\n"
      "lookups:\n"
      "  report: { name: \"_smtp._tls.{domain}\", type: txt }\n"
      "assert: report.records.size() == 1\n"
      "message: \"{report.records.size()} records at {report.name}, {{sic}}\"\n"
      "fix:\n"
      "  text: Publish one\n"
      "  record: '_smtp._tls.{domain}. 3600 IN TXT \"v=TLSRPTv1\"'\n"
      "docs: |\n"
      "  Why.\n"
      "references: [RFC 8460 section 3]\n"
      "tests: []\n");
   EXPECT_EQ(c.id, "mail-baseline/tls-report-address");
   EXPECT_EQ(c.title, "Failures are reported");
   EXPECT_EQ(c.category, "mail.transport");
   EXPECT_EQ(c.control, "transport.reports");
   EXPECT_EQ(c.severity, base::severity::high);
   EXPECT_EQ(c.not_applicable_reason, "no mail arrives");
   ASSERT_EQ(c.lookups.size(), 1U);
   EXPECT_EQ(c.lookups[0].key, "report");
   EXPECT_EQ(c.lookups[0].type, dns::rrtype::txt);
   EXPECT_EQ(c.lookups[0].name.render(world_.with), "_smtp._tls.example.test");
   EXPECT_EQ(
      c.how_to_fix.record->render(world_.with),
      "_smtp._tls.example.test. 3600 IN TXT \"v=TLSRPTv1\"");
   EXPECT_EQ(c.docs, "Why.\n");
   EXPECT_THAT(c.references, testing::ElementsAre("RFC 8460 section 3"));
   EXPECT_EQ(c.where.line, 1U);
   world_.with.lookups["report"] = world_.with.lookups["gone"];
   EXPECT_EQ(c.message->render(world_.with), "0 records at gone.example.test, {sic}");
}

TEST_F(check_file, fix_can_be_one_text)
{
   auto const c = must_read(head + "assert: \"true\"\nfix: \"Ask {domain}\"\n");
   EXPECT_EQ(c.how_to_fix.text->render(world_.with), "Ask example.test");
   EXPECT_FALSE(c.how_to_fix.record);
}

TEST_F(check_file, may_belong_to_a_probe)
{
   auto const c = must_read(head + "probe: spf\n");
   EXPECT_EQ(c.probe, "spf");
   EXPECT_FALSE(c.verdict);
}

TEST_F(check_file, reports_all_that_is_wrong_at_once)
{
   EXPECT_EQ(
      refusal("id: Mail\n"
              "titel: x\n"
              "severity: hihg\n"
              "applies_when: facts.mx.acepts_mail\n"
              "lookups:\n"
              "  domain: { name: x, type: TXT }\n"
              "  One: { name: x, type: TXTT }\n"
              "assert: mail.records.size()\n"
              "message: \"{domian}\"\n"
              "fix: { txet: x }\n"),
      "checks.yaml:1:5: error: 'Mail' is no id of a check\n"
      "   id: Mail\n"
      "       ^\n"
      "   write it like mail-baseline/tls-report-address\n"
      "checks.yaml:1:1: error: a check needs 'category'\n"
      "   id: Mail\n"
      "   ^\n"
      "checks.yaml:3:11: error: 'hihg' is no severity\n"
      "   severity: hihg\n"
      "             ^\n"
      "   did you mean 'high'?\n"
      "checks.yaml:6:3: error: a lookup cannot be called 'domain'\n"
      "     domain: { name: x, type: TXT }\n"
      "     ^\n"
      "checks.yaml:7:3: error: 'One' is no name of a lookup\n"
      "     One: { name: x, type: TXTT }\n"
      "     ^\n"
      "   use lower-case letters, digits and _\n"
      "checks.yaml:7:25: error: 'TXTT' is no type of records\n"
      "     One: { name: x, type: TXTT }\n"
      "                           ^\n"
      "   did you mean 'TXT'?\n"
      "checks.yaml:4:24: error: 'mx' publishes no fact 'acepts_mail'\n"
      "   applies_when: facts.mx.acepts_mail\n"
      "                          ^\n"
      "   did you mean 'accepts_mail'?\n"
      "checks.yaml:8:9: error: 'assert' must be true or false, this is int\n"
      "   assert: mail.records.size()\n"
      "           ^\n"
      "   compare it with something, such as x == 1\n"
      "checks.yaml:9:12: error: nothing is called 'domian' here\n"
      "   message: \"{domian}\"\n"
      "              ^\n"
      "   did you mean 'domain'?\n"
      "checks.yaml:10:8: error: 'fix' has no key 'txet'\n"
      "   fix: { txet: x }\n"
      "          ^\n"
      "   did you mean 'text'?\n"
      "checks.yaml:2:1: error: a check has no key 'titel'\n"
      "   titel: x\n"
      "   ^\n"
      "   did you mean 'title'?\n");
}

TEST_F(check_file, unquoted_expressions_that_yaml_changes_are_refused)
{
   EXPECT_THAT(
      refusal(head + "applies_when: !facts.mx.accepts_mail && facts.spf.present\n"),
      HasSubstr("if it is text, quote it: \"!facts.mx.accepts_mail && facts.spf.present\"\n"));
   EXPECT_THAT(
      refusal(head + "assert: facts.mx.count > 1 # one is few\n"),
      HasSubstr("quote the expression: \"facts.mx.count > 1\"\n"));
   EXPECT_THAT(
      refusal(head + "assert: facts.mx.count > 1 ? true : false\n"),
      HasSubstr("write assert: \"facts.mx.count > 1 ? true : false\"\n"));
   EXPECT_THAT(
      refusal(head + "assert: \"a\" in facts.mx.exchanges\n"),
      HasSubstr("write assert: '\"a\" in facts.mx.exchanges'\n"));
}

TEST_F(check_file, keys_that_exclude_each_other_are_refused)
{
   EXPECT_THAT(
      refusal(head + "assert: \"true\"\nprobe: x\n"), HasSubstr("either 'probe' or 'assert'"));
   EXPECT_THAT(
      refusal(head + "assert: \"true\"\notherwise: x\n"), HasSubstr("why 'applies_when' is false"));
}

TEST_F(check_file, lookup_name_can_use_the_lookups_before_it)
{
   auto const c = must_read(
      head +
      "lookups:\n  one: { name: x, type: MX }\n"
      "  two: { name: \"{one.records[0].exchange}\", type: A }\nassert: two.absent\n");
   ASSERT_EQ(c.lookups.size(), 2U);
   EXPECT_THAT(c.lookups[0].needs, testing::IsEmpty());
   EXPECT_THAT(c.lookups[1].needs, testing::ElementsAre("one"));
}

TEST_F(check_file, lookup_name_cannot_use_one_behind_it)
{
   EXPECT_THAT(
      refusal(
         head + "lookups:\n  one: { name: \"{two.name}\", type: TXT }\n"
                "  two: { name: x, type: TXT }\nassert: one.absent\n"),
      HasSubstr("checks.yaml:6:18: error: 'two' cannot be used here"));
}

TEST_F(check_file, subjects_have_their_elements_type)
{
   auto const c = must_read(
      head +
      "lookups:\n  mail: { name: \"{domain}\", type: MX }\n"
      "  host: { for_each: mail.records, name: \"{each.exchange}\", type: A }\n"
      "  tlsa: { name: \"_25._tcp.{host.name}\", type: TLSA }\nassert: tlsa.absent\n");
   ASSERT_EQ(c.lookups.size(), 3U);
   EXPECT_FALSE(c.lookups[0].per_subject);
   EXPECT_TRUE(c.lookups[1].per_subject);
   EXPECT_TRUE(c.lookups[2].per_subject);
   EXPECT_EQ(c.fan_out(), &c.lookups[1]);
   EXPECT_THAT(
      refusal(
         head + "lookups:\n  mail: { name: x, type: MX }\n"
                "  host: { for_each: mail.records, name: \"{each.target}\", type: A }\n"
                "assert: host.absent\n"),
      HasSubstr("a record of type MX has no member 'target'"));
}

TEST_F(check_file, for_each_is_a_list_and_there_is_one)
{
   EXPECT_THAT(
      refusal(head + "lookups:\n  a: { for_each: domain, name: x, type: A }\nassert: a.absent\n"),
      HasSubstr("checks.yaml:6:18: error: 'for_each' must be a list, this is string"));
   EXPECT_THAT(
      refusal(
         head + "lookups:\n  a: { for_each: \"['x']\", name: x, type: A }\n"
                "  b: { for_each: \"['y']\", name: x, type: A }\nassert: a.absent\n"),
      HasSubstr("checks.yaml:7:18: error: a rule has one 'for_each'"));
}

TEST_F(check_file, condition_does_not_know_the_subject)
{
   EXPECT_THAT(
      refusal(
         head + "applies_when: \"each == 'x'\"\nlookups:\n"
                "  a: { for_each: \"['x']\", name: x, type: A }\nassert: a.absent\n"),
      HasSubstr("nothing is called 'each' here"));
}

TEST_F(check_file, a_lookup_says_whom_to_ask)
{
   EXPECT_THAT(
      refusal(head + "lookups:\n  a: { at: child, name: x, type: NS }\nassert: a.absent\n"),
      HasSubstr("checks.yaml:6:12: error: 'child' says of no server"));
   EXPECT_EQ(
      refusal(head + "lookups:\n  a: { at: parent, name: x, type: NS }\nassert: a.absent\n"), "");
}

TEST_F(check_file, list_is_no_check)
{
   EXPECT_EQ(refusal("[a]\n"), "checks.yaml:1:1: error: a check must be a map\n   [a]\n   ^\n");
}

TEST_F(check_file, templates_are_checked)
{
   auto const message = [&](std::string const& text) {
      return refusal(head + "assert: \"true\"\nmessage: " + text + "\n");
   };
   EXPECT_EQ(
      message("\"a {domain\""),
      "checks.yaml:6:13: error: this '{' is not closed\n"
      "   message: \"a {domain\"\n"
      "               ^\n"
      "   write {{ for a brace\n");
   EXPECT_EQ(
      message("\"a } b\""),
      "checks.yaml:6:13: error: this '}' closes nothing\n"
      "   message: \"a } b\"\n"
      "               ^\n"
      "   write }} for a brace\n");
   EXPECT_EQ(
      message("'{domain} {}'"),
      "checks.yaml:6:21: error: the expression ends too early\n"
      "   message: '{domain} {}'\n"
      "                       ^\n"
      "   a value is missing here\n");
   EXPECT_EQ(
      message("'a {#}'"),
      "checks.yaml:6:14: error: '#' has no meaning in an expression\n"
      "   message: 'a {#}'\n"
      "                ^\n");
   EXPECT_EQ(message("\"{ {'}': '{'}['}'] }\""), "");
}

TEST_F(check_file, template_shows_what_is_not_known)
{
   auto const c = must_read(
      head +
      "assert: \"true\"\nmessage: \"{facts.mx.broken} {1/0} {facts.mx.exchanges} {domain}\"\n");
   EXPECT_EQ(
      c.message->render(world_.with),
      "(unknown) (unknown) [\"a.example\", \"b.example\"] example.test");
}

TEST_F(check_file, template_results_are_bounded)
{
   world_.tree["mx"]["name"] = std::string(1'000'000, 'x');
   auto const once = must_read(head + "assert: \"true\"\nmessage: \"{facts.mx.name}\"\n");
   EXPECT_EQ(once.message->render(world_.with), std::string(1000, 'x') + "...");
   std::string many;
   for (int i = 0; i != 100; ++i)
      many += "{facts.mx.name}";
   auto const often = must_read(head + "assert: \"true\"\nmessage: \"" + many + "\"\n");
   EXPECT_LT(often.message->render(world_.with).size(), 8010U);
}

struct judged_case {
   std::string name;
   std::string keys;
   base::outcome result;
   std::string says;  // the cause, the reason or the message
};

void PrintTo(judged_case const& c, std::ostream* out)
{
   *out << c.name;
}

class judging : public check_file, public testing::WithParamInterface<judged_case> {};

TEST_P(judging, ends_as_documented)
{
   auto const c = must_read(head + GetParam().keys);
   auto const j = judge(c, world_.with);
   EXPECT_EQ(j.result, GetParam().result);
   EXPECT_EQ(j.why ? base::to_text(*j.why) : j.reason + j.message, GetParam().says);
   EXPECT_EQ(j.why.has_value(), j.result == base::outcome::unknown);
}

using base::outcome;
judged_case const judged_cases[] = {
   {"pass", "assert: \"facts.mx.count == 2\"\nmessage: no\n", outcome::pass, ""},
   {"fail",
    "assert: \"facts.mx.count == 3\"\nmessage: \"it is {facts.mx.count}\"\n",
    outcome::fail,
    "it is 2"},
   {"fail_without_message", "assert: \"false\"\n", outcome::fail, "A title"},
   {"applies", "applies_when: \"true\"\nassert: \"false\"\n", outcome::fail, "A title"},
   {"does_not_apply",
    "applies_when: \"facts.mx.count > 5\"\notherwise: few\nassert: \"false\"\n",
    outcome::not_applicable,
    "few"},
   {"does_not_apply_without_reason",
    "applies_when: \"1 > 5\"\nassert: \"false\"\n",
    outcome::not_applicable,
    "not the case: 1 > 5"},
   {"not_known_whether_it_applies",
    "applies_when: \"facts.mx.broken\"\nassert: \"false\"\n",
    outcome::unknown,
    "transient: servfail (192.0.2.1)"},
   {"not_known",
    "assert: \"failed.absent\"\n",
    outcome::unknown,
    "transient: servfail (192.0.2.1)"},
   {"first_cause_in_the_source",
    "assert: \"later.absent && failed.absent\"\n",
    outcome::unknown,
    "transient: timeout"},
   {"plugin_not_loaded",
    "assert: \"facts.dane.usable\"\n",
    outcome::unknown,
    "withheld: plugin-not-loaded (plugin dane is not loaded)"},
   {"decided_in_spite_of_unknown",
    "assert: \"failed.absent || mail.records.size() == 2\"\n",
    outcome::pass,
    ""},
   {"error",
    "assert: \"1 / 0 == 1\"\n",
    outcome::unknown,
    "internal: rule-error (assert: division by zero)"},
   {"error_in_applies_when",
    "applies_when: \"[][0]\"\nassert: \"true\"\n",
    outcome::unknown,
    "internal: rule-error (applies_when: index 0 of a list of 0)"},
   {"not_a_truth_value",
    "assert: \"facts.mx.anything\"\n",
    outcome::unknown,
    "internal: rule-error (assert: the value is list)"},
   {"null_is_no_truth_value",
    "assert: \"dyn(null)\"\n",
    outcome::unknown,
    "internal: rule-error (assert: the value is null_type)"},
   {"lookup_nobody_asked",
    "assert: \"caa.absent\"\n",
    outcome::unknown,
    "internal: not-asked (lookup caa)"}};
INSTANTIATE_TEST_SUITE_P(table, judging, testing::ValuesIn(judged_cases), [](auto const& tested) {
   return tested.param.name;
});

TEST_F(check_file, applicability_of_a_probes_check)
{
   auto c = must_read(head + "applies_when: \"facts.mx.accepts_mail\"\nprobe: x\n");
   EXPECT_FALSE(judge_applicability(c, world_.with));
   world_.tree["mx"]["accepts_mail"] = false;
   EXPECT_EQ(judge_applicability(c, world_.with)->result, outcome::not_applicable);
   c = must_read(head + "probe: x\n");
   EXPECT_FALSE(judge_applicability(c, world_.with));
}

}  // namespace
}  // namespace dnslint::rules
