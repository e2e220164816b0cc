// SPDX-License-Identifier: Apache-2.0
// Rules that ask name servers themselves: at: each-nameserver and at: parent.
#include "core/authoring/rule_test_run.hpp"
#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/question_count.hpp"

#include <gmock/gmock.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto text = R"yaml(pack: demo
version: 1.0.0
rules:
  - id: demo/same-text
    title: Every server says the same
    category: dns
    severity: low
    lookups:
      all: { name: "_x.{domain}", type: TXT }
      own: { name: "_x.{domain}", type: TXT, at: each-nameserver }
    assert: "own.records[0].text == all.records[0].text"
    message: "{each} says {own.records[0].text}"
  - id: demo/delegation
    title: The parent names the servers that the zone names
    category: dns
    severity: low
    applies_when: "domain != 'none.test'"
    otherwise: "no zone begins here"
    lookups:
      own: { name: "{domain}", type: NS }
      above: { name: "{domain}", type: NS, at: parent }
    assert: "sets.equivalent(own.records.map(r, r.nsdname), above.records.map(r, r.nsdname))"
    message: "above: {above.records.map(r, r.nsdname)}, {above.status}"
  - id: demo/address-above
    title: Each mail host's address stands above
    category: dns
    severity: low
    lookups:
      mx: { name: "{domain}", type: MX }
      above: { for_each: "mx.records.map(r, r.exchange)", name: "{each}", type: A, at: parent }
    assert: "!above.absent"
)yaml";

constexpr auto two_servers = "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n_x TXT same\n";

constexpr auto two_servers_and_mail = "@ NS ns1\nns1 A 192.0.2.1\n@ MX 1 mx\nmx A 192.0.2.9\n";

rules::pack demo()
{
   auto const doc = base::yaml::load("demo.yaml", text);
   auto const made = rules::read_pack(*doc, {});
   EXPECT_TRUE(made) << base::to_text(made.errors());
   return *made;
}

// The finding of a rule in a lab; `more` are further keys of the test, as YAML.
audit::finding judged(
   std::string const& rule,
   std::string const& zone,
   std::string const& more = "",
   std::string const& domain = "example.test")
{
   auto const doc = base::yaml::load("test.yaml", "{ rule: x" + more + " }");
   EXPECT_TRUE(doc) << base::to_text(doc.errors());
   rules::rule_test test;
   test.rule = "demo/" + rule;
   test.zone = zone;
   test.domain = domain;
   test.in = *doc;
   test.written = &test.in->root();
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

TEST(each_nameserver, has_an_item_for_every_address)
{
   auto const f = judged("same-text", two_servers);
   EXPECT_EQ(f.result, base::outcome::pass);
   EXPECT_THAT(
      items(f),
      ElementsAre("ns1.example.test (192.0.2.1) pass", "ns2.example.test (192.0.2.2) pass"));
}

TEST(each_nameserver, fails_by_the_one_that_differs)
{
   auto const f = judged(
      "same-text",
      two_servers,
      ", servers: { 192.0.2.2: { zones: { example.test: '_x TXT other' } } }");
   EXPECT_EQ(f.result, base::outcome::fail);
   EXPECT_EQ(f.message.bytes(), "ns2.example.test (192.0.2.2) says other");
   EXPECT_THAT(
      items(f),
      ElementsAre("ns1.example.test (192.0.2.1) pass", "ns2.example.test (192.0.2.2) fail"));
}

TEST(each_nameserver, of_which_one_is_silent_is_unknown)
{
   auto const f = judged(
      "same-text",
      two_servers,
      ", servers: { 192.0.2.1: { faults: { _x.example.test: timeout } } }");
   EXPECT_EQ(f.result, base::outcome::unknown);
   ASSERT_TRUE(f.why);
   EXPECT_EQ(f.why->code, "timeout");
   EXPECT_THAT(
      items(f),
      ElementsAre("ns1.example.test (192.0.2.1) unknown", "ns2.example.test (192.0.2.2) pass"));
}

TEST(each_nameserver, without_an_address_is_unknown_not_left_out)
{
   auto const f =
      judged("same-text", "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\n_x TXT same\nns2 TXT no\n");
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "no-address");
   EXPECT_THAT(
      items(f), ElementsAre("ns1.example.test (192.0.2.1) pass", "ns2.example.test unknown"));
}

TEST(each_nameserver, over_the_bound_is_unknown)
{
   std::string zone = "_x TXT same\n";
   for (int i = 10; i != 27; ++i)
      zone += "@ NS ns" + std::to_string(i) + "\nns" + std::to_string(i) + " A 192.0.2.1\n";
   auto const f = judged("same-text", zone);
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "too-many-subjects");
   EXPECT_EQ(f.items.size(), 17U);
}

constexpr auto parent_zone =
   ", zones: { test: '@ NS a.nic.test.\n\na.nic A 192.0.2.53' }"
   ", servers: { 192.0.2.53: { zones: { test: '@ NS a.nic.test.\n\na.nic A 192.0.2.53\n\n"
   "example NS ns1.example.test.\n\nexample NS ns2.example.test.' } } }";

TEST(parent, shows_the_delegation_as_records)
{
   auto const f = judged("delegation", two_servers, parent_zone);
   EXPECT_EQ(f.result, base::outcome::pass) << f.message.bytes() << (f.why ? f.why->detail : "");
}

TEST(parent, that_delegates_elsewhere_fails)
{
   auto const f = judged("delegation", "@ NS ns1\nns1 A 192.0.2.1\n", parent_zone);
   EXPECT_EQ(f.result, base::outcome::fail);
   EXPECT_THAT(f.message.bytes(), HasSubstr("ns2.example.test"));
}

TEST(parent, whose_servers_are_silent_is_unknown)
{
   auto const f = judged(
      "delegation",
      two_servers,
      (", zones: { test: '@ NS a.nic.test.\n\na.nic A 192.0.2.53' }"
       ", servers: { 192.0.2.53: { faults: { example.test: timeout } } }"));
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "timeout");
}

TEST(parent, with_a_second_server_is_asked_there)
{
   auto const f = judged(
      "delegation",
      two_servers,
      (", zones: { test: '@ NS a.nic.test.\n\na.nic A 192.0.2.53\n\na.nic A 192.0.2.54' }"
       ", servers: { 192.0.2.53: { faults: { example.test: timeout } } }"));
   EXPECT_EQ(f.result, base::outcome::pass);
}

TEST(parent, is_of_no_account_where_the_rule_does_not_apply)
{
   auto const f = judged("delegation", "@ TXT x\n", "", "none.test");
   EXPECT_EQ(f.result, base::outcome::not_applicable);
}

TEST(parent, that_refers_to_others_for_a_name_below_knows_nothing)
{
   auto const f = judged("address-above", two_servers_and_mail, parent_zone);
   EXPECT_EQ(f.result, base::outcome::unknown);
   EXPECT_EQ(f.why->code, "delegated");
   EXPECT_THAT(items(f), ElementsAre("mx.example.test unknown"));
}

TEST(server_lookups, count_all_that_they_may_ask)
{
   auto const pack = demo();
   EXPECT_EQ(rules::most_questions(pack.rules[0]), 1 + 5 + 1 + 32 + 50U);
   EXPECT_EQ(rules::most_questions(pack.rules[1]), 1 + 10 + 1 + 6 + 3U);
   EXPECT_EQ(rules::most_questions(pack.rules[2]), 1 + 50 * 20U);
}

TEST(server_lookups, with_a_mistake_are_refused)
{
   auto const wrong = [](std::string const& lookup) {
      auto const doc = base::yaml::load(
         "demo.yaml",
         "pack: demo\nversion: 1.0.0\nrules:\n  - id: demo/x\n    title: x\n    category: x\n"
         "    severity: low\n    lookups:\n      x: " +
            lookup + "\n    assert: \"true\"\n");
      return base::to_text(rules::read_pack(*doc, {}).errors());
   };
   EXPECT_THAT(
      wrong("{ name: a, type: A, at: each-nameservr }"),
      HasSubstr("did you mean 'each-nameserver'?"));
   EXPECT_THAT(
      wrong("{ for_each: '[1]', name: a, type: A, at: each-nameserver }"),
      HasSubstr("a rule has one 'for_each' or 'at: each-nameserver'"));
   EXPECT_THAT(wrong("{ name: '{each}', type: A, at: each-nameserver }"), HasSubstr("'each'"));
}

}  // namespace
