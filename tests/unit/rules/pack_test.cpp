// SPDX-License-Identifier: Apache-2.0
#include "core/rules/pack.hpp"

#include "core/base/yaml.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dnslint::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

facts::schema available()
{
   return {
      {"mx",
       {{"accepts_mail", {facts::type::boolean, false, ""}},
        {"count", {facts::type::integer, false, ""}},
        {"ratio", {facts::type::number, false, ""}}}},
      {"tls_rpt", {{"present", {facts::type::boolean, false, ""}}}},
      {"name", {{"kind", {facts::type::string, false, ""}}}}};
}

base::result<pack> read(std::string const& text)
{
   auto const doc = base::yaml::load("pack.yaml", text);
   if (!doc)
      return doc.errors();
   return read_pack(*doc, available());
}

std::string refusal(std::string const& text)
{
   auto const made = read(text);
   return made ? "accepted" : base::to_text(made.errors());
}

pack must_read(std::string const& text)
{
   auto made = read(text);
   EXPECT_TRUE(made) << base::to_text(made.errors());
   return made ? *made : pack{};
}

std::string const head = "pack: mine\nversion: 1.2.0\n";

std::string rule(std::string const& id, std::string const& keys)
{
   return "  - id: " + id + "\n    title: T\n    category: c\n    severity: low\n" + keys;
}

// What is cut at a number of errors is refused all the same.
TEST(pack, with_more_mistakes_than_are_shown_is_refused)
{
   std::string text = head + "rules:\n";
   for (int i = 0; i != 60; ++i)
      text += "  - { titel: x, assert: \"a + b + c + d + e + f\" }\n";
   auto const made = read(text);
   ASSERT_FALSE(made);
   EXPECT_EQ(made.errors().size(), 100U);
}

TEST(pack, of_many_wrong_templates_has_few_errors_of_each)
{
   std::string wrong;
   for (int i = 0; i != 5000; ++i)
      wrong += "{x}";
   auto const made = read(
      head + "rules:\n" + rule("mine/a", "    assert: 'true'\n    message: '" + wrong + "'\n"));
   ASSERT_FALSE(made);
   EXPECT_EQ(made.errors().size(), 20U);
}

std::string pack_of(int rules, std::string const& before, std::string const& after = "")
{
   std::string text = head + "rules:\n";
   for (int i = 0; i != rules; ++i)
      text += rule(
         "mine/r" + std::to_string(i),
         "    assert: '" + before + std::to_string(i) + after + "'\n");
   return text;
}

TEST(pack, patterns_are_bounded_together)
{
   EXPECT_EQ(refusal(pack_of(600, "domain.matches(\"^v=spf", "\")")), "accepted");
   auto const made = read(pack_of(1000, "domain.matches(\"^v=spf", "\")"));
   ASSERT_FALSE(made);
   auto const& first = made.errors().front();
   EXPECT_EQ(first.message, "the patterns of this file are too large together");
   EXPECT_EQ(first.hint, "use fewer or smaller ones; equal ones are kept once");
   EXPECT_GT(first.where.line, 5U * 600U);
   EXPECT_EQ(first.where.column, 29U);
}

TEST(pack, equal_patterns_are_kept_once)
{
   EXPECT_EQ(refusal(pack_of(1000, "domain.matches(\"^x{900}\") && size(domain) != ")), "accepted");
}

TEST(pack, expressions_are_bounded_together)
{
   std::string list = "[";
   for (int i = 0; i != 4000; ++i)
      list += "1,";
   EXPECT_EQ(refusal(pack_of(60, list, "] != []")), "accepted");
   EXPECT_THAT(
      refusal(pack_of(100, list, "] != []")),
      HasSubstr("the expressions of this file are too large together"));
}

TEST(pack, has_room_for_many_rules)
{
   EXPECT_EQ(refusal(pack_of(5000, "domain != \"x\" && domain != \"", "\"")), "accepted");
}

TEST(pack, example_of_the_documentation_is_read)
{
   auto const p = must_read(R"(pack: mail-baseline
version: 1.2.0
requires: { engine: ">=1.0", plugins: [mx] }
rules:
  - id: mail-baseline/tls-report-address
    title: Delivery failures over TLS are reported to you
    category: mail.transport
    control: transport.reports
    severity: low
    applies_when: "facts.mx.accepts_mail"
    lookups:
      tlsrpt: { name: "_smtp._tls.{domain}", type: TXT }
    assert: >-
      tlsrpt.records.filter(r, r.text.startsWith("v=TLSRPTv1;")).size() == 1
    message: "{tlsrpt.records.size()} TLS-RPT records at {tlsrpt.name}, there must be one"
    fix: { record: '_smtp._tls.{domain}. 3600 IN TXT "v=TLSRPTv1; rua=mailto:tls@{domain}"' }
    references: [RFC 8460 section 3]
    tests:
      - { zone: '_smtp._tls 300 TXT "v=TLSRPTv1; rua=mailto:a@b.example"', facts: { mx: { accepts_mail: true } }, expect: pass }
      - { zone: '', facts: { mx: { accepts_mail: true } }, expect: fail }
      - { zone: '', facts: { mx: { accepts_mail: true } }, faults: { "_smtp._tls": servfail }, expect: unknown }
      - { zone: '', facts: { mx: { accepts_mail: false } }, expect: not-applicable }
)");
   EXPECT_EQ(p.name, "mail-baseline");
   EXPECT_EQ(p.version, "1.2.0");
   EXPECT_EQ(p.file, "pack.yaml");
   EXPECT_THAT(p.required_plugins, ElementsAre("mx"));
   ASSERT_EQ(p.rules.size(), 1U);
   EXPECT_THAT(p.rules[0].verdict->lookups_used(), ElementsAre("tlsrpt"));
   ASSERT_EQ(p.tests.size(), 4U);
   EXPECT_EQ(p.tests[0].rule, "mail-baseline/tls-report-address");
   EXPECT_EQ(p.tests[0].domain, "example.test");
   EXPECT_EQ(p.tests[0].facts.at("mx").at("accepts_mail"), facts::value{true});
   EXPECT_EQ(p.tests[0].expected, base::outcome::pass);
   EXPECT_THAT(p.tests[2].faults, ElementsAre(testing::Pair("_smtp._tls", "servfail")));
   EXPECT_EQ(p.tests[3].expected, base::outcome::not_applicable);
   EXPECT_EQ(p.tests[3].where.line, 22U);
}

// Packs whose loading errors are compared to the letter.
struct refused_case {
   std::string name;
   std::string text;
   std::string said;
};

void PrintTo(refused_case const& c, std::ostream* out)
{
   *out << c.name;
}

class pack_refused : public testing::TestWithParam<refused_case> {};

TEST_P(pack_refused, with_its_place)
{
   EXPECT_EQ(refusal(GetParam().text), GetParam().said);
}

refused_case const refused_cases[] = {
   {"empty", "", "pack.yaml:1:1: error: the pack must be a map\n"},
   {"list", "- a\n", "pack.yaml:1:1: error: the pack must be a map\n   - a\n   ^\n"},
   {"nothing_required_is_there",
    "title: x\n",
    "pack.yaml:1:1: error: the pack needs 'pack'\n   title: x\n   ^\n"
    "pack.yaml:1:1: error: the pack needs 'version'\n   title: x\n   ^\n"
    "pack.yaml:1:1: error: the pack needs 'rules'\n   title: x\n   ^\n"},
   {"name_and_version",
    "pack: Mine\nversion: one\nrules: []\n",
    "pack.yaml:1:7: error: 'Mine' is no name of a pack\n   pack: Mine\n         ^\n"
    "   use lower-case letters, digits and -\n"
    "pack.yaml:2:10: error: 'one' is no version\n   version: one\n            ^\n"
    "   write it like 1.2.0\n"},
   {"unknown_key",
    head + "ruels: []\n",
    "pack.yaml:3:1: error: the pack has no key 'ruels'\n   ruels: []\n   ^\n"
    "   did you mean 'rules'?\n"},
   {"newer_engine",
    head + "requires: { engine: \">=2.3\" }\nrules: []\n",
    "pack.yaml:3:21: error: the pack needs engine 2.3, this one is 1.0\n"
    "   requires: { engine: \">=2.3\" }\n                       ^\n   use a newer dnslint\n"},
   {"engine_unreadable",
    head + "requires: { engine: 1.0 }\nrules: []\n",
    "pack.yaml:3:21: error: '1.0' is no version of the engine\n"
    "   requires: { engine: 1.0 }\n                       ^\n   write it like \">=1.0\"\n"},
   {"foreign_id",
    head + "rules:\n" + rule("other/x", "    assert: \"true\"\n"),
    "pack.yaml:4:9: error: the id of a rule of this pack begins with 'mine/'\n"
    "     - id: other/x\n           ^\n"},
   {"same_id_twice",
    head + "rules:\n" + rule("mine/x", "    assert: \"true\"\n") +
       rule("mine/x", "    assert: \"true\"\n"),
    "pack.yaml:9:9: error: there are two rules 'mine/x'\n     - id: mine/x\n           ^\n"
    "   the other one is in line 4\n"},
   {"no_assert",
    head + "rules:\n" + rule("mine/x", ""),
    "pack.yaml:4:5: error: a rule needs 'assert'\n     - id: mine/x\n       ^\n"},
   {"probe",
    head + "rules:\n" + rule("mine/x", "    probe: spf\n"),
    "pack.yaml:4:5: error: a rule needs 'assert'\n     - id: mine/x\n       ^\n"
    "pack.yaml:8:12: error: a rule has no 'probe', only a plugin's check does\n"
    "       probe: spf\n              ^\n"},
   {"plugin_neither_loaded_nor_required",
    head + "rules:\n" + rule("mine/x", "    assert: \"facts.elsewhere.count > 1\"\n"),
    "pack.yaml:8:20: error: no plugin 'elsewhere' publishes facts\n"
    "       assert: \"facts.elsewhere.count > 1\"\n                      ^\n"
    "   if it is not loaded here: requires: { plugins: [elsewhere] }\n"},
   {"unknown_variable",
    head + "variables:\n  limit: { type: int, default: 3 }\nrules:\n" +
       rule("mine/x", "    assert: \"vars.limt > 1\"\n"),
    "pack.yaml:10:19: error: there is no variable 'limt'\n"
    "       assert: \"vars.limt > 1\"\n                     ^\n"
    "   did you mean 'limit'?\n"},
   {"test_of_unknown_fact",
    head + "rules:\n" +
       rule(
          "mine/x",
          "    assert: \"true\"\n    tests:\n"
          "      - { facts: { mx: { cuont: 1 } }, expect: pass }\n"
          "      - { facts: { mx: { count: many } }, expect: pass }\n"
          "      - { zone: '', expect: passes }\n"
          "      - { zoen: '' }\n"),
    "pack.yaml:10:26: error: 'mx' publishes no fact 'cuont'\n"
    "         - { facts: { mx: { cuont: 1 } }, expect: pass }\n"
    "                            ^\n"
    "   did you mean 'count'?\n"
    "pack.yaml:11:33: error: facts.mx.count is of type int\n"
    "         - { facts: { mx: { count: many } }, expect: pass }\n"
    "                                   ^\n"
    "pack.yaml:12:29: error: 'passes' is no outcome\n"
    "         - { zone: '', expect: passes }\n"
    "                               ^\n"
    "   did you mean 'pass'?\n"
    "pack.yaml:13:9: error: a test needs 'expect'\n"
    "         - { zoen: '' }\n"
    "           ^\n"
    "pack.yaml:13:11: error: a test has no key 'zoen'\n"
    "         - { zoen: '' }\n"
    "             ^\n"
    "   did you mean 'zone'?\n"}};
INSTANTIATE_TEST_SUITE_P(
   table, pack_refused, testing::ValuesIn(refused_cases), [](auto const& tested) {
      return tested.param.name;
   });

TEST(pack, facts_of_an_absent_plugin_are_no_error)
{
   auto const p = must_read(
      head + "requires: { plugins: [tls-rpt, mta-sts] }\nrules:\n" +
      rule("mine/x", "    assert: \"facts.tls_rpt.present && facts.mta_sts.anything > 1\"\n"));
   EXPECT_THAT(
      p.rules[0].verdict->facts_used(), ElementsAre("mta_sts.anything", "tls_rpt.present"));
}

TEST(pack, facts_of_the_name_need_no_plugin)
{
   EXPECT_EQ(
      refusal(head + "rules:\n" + rule("mine/x", "    assert: \"facts.name.kind == 'x'\"\n")),
      "accepted");
}

TEST(pack, rules_with_errors_do_not_hide_the_others)
{
   auto const said = refusal(
      head + "rules:\n" + rule("mine/x", "    assert: domian\n") +
      rule("mine/y", "    assert: nwo\n"));
   EXPECT_THAT(said, HasSubstr("did you mean 'domain'?"));
   EXPECT_THAT(said, HasSubstr("did you mean 'now'?"));
}

TEST(pack, version_numbers)
{
   auto const with_version = [](std::string const& v) {
      return refusal("pack: mine\nversion: \"" + v + "\"\nrules: []\n");
   };
   for (auto const* good : {"1.0", "0.0.1", "12.34.56"})
      EXPECT_EQ(with_version(good), "accepted") << good;
   for (auto const* bad : {"1", "1.", "1.2.3.4", "1.2.3.", "-1.2", "1.-2", "a", "", " 1.2", "1..2"})
      EXPECT_THAT(with_version(bad), HasSubstr("is no version")) << bad;
}

TEST(rule_test_facts, can_be_unknown)
{
   auto const p = must_read(
      head + "rules:\n" +
      rule(
         "mine/x",
         "    assert: \"true\"\n    tests:\n"
         "      - facts:\n"
         "          mx: { count: { unknown: servfail }, ratio: 1 }\n"
         "          other: { a: { unknown: { class: withheld, code: budget, detail: d } },\n"
         "                   b: [1, 1.5, \"1\", true, ~, {c: x}] }\n"
         "        expect: unknown\n"));
   auto const& given = p.tests[0].facts;
   EXPECT_EQ(facts::to_json(given.at("mx").at("ratio")), "1");
   EXPECT_EQ(*given.at("mx").at("count").unknown(), base::transient("servfail"));
   EXPECT_EQ(*given.at("other").at("a").unknown(), base::withheld("budget", "d"));
   EXPECT_EQ(facts::to_json(given.at("other").at("b")), "[1,1.5,\"1\",true,null,{\"c\":\"x\"}]");
}

class variables : public testing::Test {
protected:
   std::optional<variable> read_one(std::string const& text)
   {
      auto const doc = base::yaml::load("v.yaml", text);
      EXPECT_TRUE(doc);
      auto const& [key, entry] = doc->root().entries[0];
      errors_.clear();
      return read_variable(*doc, key, entry, errors_);
   }
   std::string refusal_of(std::string const& text)
   {
      return read_one(text) ? "accepted" : base::to_text(errors_);
   }

   base::diagnostics errors_;
};

TEST_F(variables, have_type_default_and_bounds)
{
   auto const v =
      read_one("limit: { type: int, default: 10, min: 1, max: 20, description: How many }\n");
   ASSERT_TRUE(v) << base::to_text(errors_);
   EXPECT_EQ(v->name, "limit");
   EXPECT_EQ(v->declared, facts::type::integer);
   EXPECT_EQ(v->initial, facts::value{10});
   EXPECT_EQ(v->least, 1);
   EXPECT_EQ(v->most, 20);
   EXPECT_EQ(v->description, "How many");
}

TEST_F(variables, defaults_are_of_their_type)
{
   EXPECT_EQ(read_one("x: { type: double, default: 1 }\n")->initial, facts::value{1.0});
   EXPECT_EQ(read_one("x: { type: string, default: 1 }\n")->initial, facts::value{"1"});
   EXPECT_EQ(
      read_one("x: { type: list, default: [a, 1] }\n")->initial, facts::value(facts::list{"a", 1}));
   EXPECT_EQ(read_one("x: { type: bool, default: false }\n")->initial, facts::value{false});
}

TEST_F(variables, are_read_strictly)
{
   EXPECT_EQ(
      refusal_of("Limit: { type: itn, default: x, mni: 1 }\n"),
      "v.yaml:1:1: error: 'Limit' is no name of a variable\n"
      "   Limit: { type: itn, default: x, mni: 1 }\n   ^\n"
      "   use lower-case letters, digits and _\n"
      "v.yaml:1:16: error: 'itn' is no type\n"
      "   Limit: { type: itn, default: x, mni: 1 }\n                  ^\n"
      "   did you mean 'int'?\n"
      "v.yaml:1:33: error: the variable 'Limit' has no key 'mni'\n"
      "   Limit: { type: itn, default: x, mni: 1 }\n                                   ^\n"
      "   did you mean 'min'?\n");
   EXPECT_THAT(
      refusal_of("x: { type: int, default: 5, max: 4 }\n"),
      HasSubstr("v.yaml:1:26: error: 'default': 5 is more than 4\n"));
   EXPECT_THAT(
      refusal_of("x: { type: string, default: a, max: 4 }\n"),
      HasSubstr("'max' is for a variable of type int\n"));
   EXPECT_THAT(refusal_of("x: 5\n"), HasSubstr("the variable 'x' must be a map\n"));
   EXPECT_THAT(refusal_of("x: { type: int, default: ~ }\n"), HasSubstr("must be of type int\n"));
}

TEST_F(variables, are_set_from_text_within_their_bounds)
{
   auto const v = *read_one("limit: { type: int, default: 10, min: 1, max: 20 }\n");
   EXPECT_EQ(*parse_variable(v, "20"), facts::value{20});
   auto const said = [&](std::string_view text) {
      return base::to_text(parse_variable(v, text).errors());
   };
   EXPECT_EQ(said("21"), "error: limit: 21 is more than 20\n");
   EXPECT_EQ(said("0"), "error: limit: 0 is less than 1\n");
   EXPECT_EQ(said("ten"), "error: limit: 'ten' is not of type int\n");
   EXPECT_EQ(said("10 "), "error: limit: '10 ' is not of type int\n");
   EXPECT_EQ(said(""), "error: limit: '' is not of type int\n");
}

TEST_F(variables, each_type_has_a_text_form)
{
   variable v;
   auto const set = [&](facts::type t, std::string_view text) {
      v.declared = t;
      auto const made = parse_variable(v, text);
      return made ? facts::to_json(*made) : "refused";
   };
   EXPECT_EQ(set(facts::type::boolean, "true"), "true");
   EXPECT_EQ(set(facts::type::boolean, "yes"), "true");
   EXPECT_EQ(set(facts::type::boolean, "no"), "false");
   EXPECT_EQ(set(facts::type::boolean, "1"), "refused");
   EXPECT_EQ(set(facts::type::number, "0.5"), "0.5");
   EXPECT_EQ(set(facts::type::number, "inf"), "refused");
   EXPECT_EQ(set(facts::type::string, "a,b"), "\"a,b\"");
   EXPECT_EQ(set(facts::type::list, "a,b"), "[\"a\",\"b\"]");
   EXPECT_EQ(set(facts::type::list, ""), "[]");
   EXPECT_EQ(set(facts::type::map, "a"), "refused");
}

class pack_folder : public testing::Test {
protected:
   void SetUp() override
   {
      std::filesystem::remove_all(root_);
      std::filesystem::create_directories(root_ / "below");
      for (auto const* name : {"b.yaml", "a.yml", "below/c.yaml", "d.txt", ".hidden.yaml"})
         std::ofstream{root_ / name} << head << "rules: []\n";
   }
   void TearDown() override { std::filesystem::remove_all(root_); }

   std::filesystem::path root_ =
      std::filesystem::path{testing::TempDir()} / ("pack_folder_test." + std::to_string(getpid()));
};

TEST_F(pack_folder, is_searched_for_yaml_in_order)
{
   auto const root = root_.string();
   EXPECT_THAT(
      *pack_files(root), ElementsAre(root + "/a.yml", root + "/b.yaml", root + "/below/c.yaml"));
   EXPECT_THAT(*pack_files(root + "/d.txt"), ElementsAre(root + "/d.txt"));
   EXPECT_THAT(
      base::to_text(pack_files(root + "/none").errors()), HasSubstr("No such file or directory"));
}

TEST_F(pack_folder, files_are_loaded)
{
   auto const loaded = load_pack((root_ / "b.yaml").string(), {});
   ASSERT_TRUE(loaded);
   EXPECT_EQ(loaded->name, "mine");
   EXPECT_THAT(
      base::to_text(load_pack((root_ / "none.yaml").string(), {}).errors()),
      HasSubstr("none.yaml: error: cannot be read"));
}

}  // namespace
}  // namespace dnslint::rules
