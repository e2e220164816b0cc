// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/manifest.hpp"

#include "core/base/yaml.hpp"
#include "core/rules/check.hpp"

#include <dnslint/abi.h>

#include <cstring>
#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string const head = "plugin: mx\nversion: 1.0.0\ntitle: T\n";  // lines 1 to 3

manifest read(std::string const& text)
{
   auto m = read_manifest("checks.yaml", text);
   EXPECT_TRUE(m) << (m ? "" : base::to_text(m.errors()));
   return m ? std::move(*m) : manifest{*base::yaml::load("none", "{}")};
}

std::vector<rules::check> checks_of(std::string const& text)
{
   auto const m = read(text);
   auto checks = read_checks(m, {{fact_name(m.id), m.facts}});
   EXPECT_TRUE(checks) << (checks ? "" : base::to_text(checks.errors()));
   return checks ? std::move(*checks) : std::vector<rules::check>{};
}

// "line:column message" of each error.
std::vector<std::string> places(base::diagnostics const& errors)
{
   std::vector<std::string> all;
   for (auto const& d : errors)
      all.push_back(
         std::to_string(d.where.line) + ":" + std::to_string(d.where.column) + " " + d.message);
   return all;
}

std::vector<std::string> errors_of(std::string const& text)
{
   auto const m = read_manifest("checks.yaml", text);
   return m ? std::vector<std::string>{} : places(m.errors());
}

std::vector<std::string> check_errors_of(std::string const& text)
{
   auto const m = read(text);
   auto const checks = read_checks(m, {{fact_name(m.id), m.facts}});
   return checks ? std::vector<std::string>{} : places(checks.errors());
}

std::string section(std::string const& text, std::uint16_t major, std::uint16_t minor)
{
   dnslint_manifest_header h{};
   std::memcpy(h.magic, DNSLINT_MANIFEST_MAGIC, sizeof h.magic);
   h.abi_major = major;
   h.abi_minor = minor;
   return std::string{reinterpret_cast<char const*>(&h), sizeof h} + text;
}

TEST(manifest, reads_everything)
{
   auto const m = read(
      "plugin: tls-rpt\nversion: 1.2.0\ntitle: T\nrequires: [mx]\n"
      "facts:\n  n: { type: int, optional: true, description: d }\n  a: { type: list, description: "
      "e }\n"
      "probes:\n  ask: { needs: [mx.accepts_mail, name.kind], powers: [dnslint.dns/1], deadline: "
      "500ms }\n"
      "options:\n  most: { type: int, default: 10, min: 1, max: 100 }\n");
   EXPECT_EQ(m.id, "tls-rpt");
   EXPECT_EQ(fact_name(m.id), "tls_rpt");
   EXPECT_EQ(m.version, "1.2.0");
   EXPECT_THAT(m.requires_plugins, ElementsAre("mx"));
   ASSERT_THAT(m.probes, SizeIs(1));
   EXPECT_EQ(m.probes[0].id, "ask");
   EXPECT_EQ(m.probes[0].deadline.count(), 500);
   EXPECT_THAT(m.probes[0].needs, ElementsAre("mx.accepts_mail", "name.kind"));
   EXPECT_THAT(m.probes[0].powers, ElementsAre("dnslint.dns/1"));
   EXPECT_THAT(m.probes[0].publishes, ElementsAre("a", "n"));
   EXPECT_TRUE(m.facts.at("n").optional);
   EXPECT_FALSE(m.facts.at("a").optional);
   EXPECT_EQ(m.facts.at("a").declared, facts::type::list);
   ASSERT_THAT(m.options, SizeIs(1));
   EXPECT_EQ(m.options[0].initial, facts::value{10});
}

TEST(manifest, has_a_deadline_of_its_own_when_none_is_said)
{
   EXPECT_EQ(read(head + "probes: { p: {} }\n").probes[0].deadline, std::chrono::seconds{30});
}

TEST(manifest, refuses_powers_that_no_host_has)
{
   auto const wrong = read_manifest(
      "checks.yaml", head + "probes: { p: { powers: [dnslint.dns/1, dnslint.http/1] } }\n");
   ASSERT_FALSE(wrong);
   auto const& error = wrong.errors().front();
   EXPECT_EQ(error.message, "'dnslint.http/1' is no power that this dnslint has");
   EXPECT_EQ(error.where.column, 40U);
   EXPECT_EQ(error.hint, "there are dnslint.dns/1, dnslint.dns-direct/1, dnslint.https/1");
   EXPECT_THAT(
      errors_of(head + "commands: { a: { usage: u, summary: s, powers: [x] } }\n"),
      testing::Contains(testing::HasSubstr("'x' is no power")));
}

TEST(manifest, facts_of_several_probes_name_theirs)
{
   auto const two = "probes: { p: {}, q: {} }\n";
   auto const m = read(head + two + "facts:\n  x: { type: int, description: d, probe: q }\n");
   EXPECT_THAT(m.probes[0].publishes, IsEmpty());
   EXPECT_THAT(m.probes[1].publishes, ElementsAre("x"));
   EXPECT_THAT(
      errors_of(head + two + "facts:\n  x: { type: int, description: d }\n"),
      ElementsAre("6:3 the fact 'x' names no probe of this plugin"));
   EXPECT_THAT(
      errors_of(head + two + "facts:\n  x: { type: int, description: d, probe: r }\n"),
      ElementsAre(HasSubstr("6:42 the fact 'x' names no probe")));
}

TEST(manifest, says_where_it_is_wrong)
{
   EXPECT_THAT(
      errors_of("plugin: mx\nversion: 1\n"), ElementsAre("1:1 the manifest needs 'title'"));
   EXPECT_THAT(errors_of("plugin: Mx\nversion: 1\ntitle: t\n"), ElementsAre("1:9 'Mx' is no id"));
   EXPECT_THAT(errors_of(head + "probe: {}\n"), ElementsAre(HasSubstr("4:1 ")));
   EXPECT_THAT(
      errors_of(head + "probes:\n  p: { needz: [a.b] }\n"), ElementsAre(HasSubstr("5:8 ")));
   EXPECT_THAT(
      errors_of(head + "probes:\n  p: { deadline: soon }\n"),
      ElementsAre("5:18 'soon' is no deadline"));
   EXPECT_THAT(
      errors_of(head + "probes:\n  p: { deadline: 0s }\n"),
      ElementsAre("5:18 '0s' is no deadline"));
   EXPECT_THAT(errors_of(head + "probes:\n  P: {}\n"), ElementsAre("5:3 'P' is no id of a probe"));
   EXPECT_THAT(errors_of(head + "probes:\n  p: 7\n"), ElementsAre(HasSubstr("must be a map")));
}

TEST(manifest, says_where_a_fact_is_wrong)
{
   auto const facts = head + "probes: { p: {} }\nfacts:\n";
   EXPECT_THAT(
      errors_of(facts + "  x-y: { type: int, description: d }\n"),
      ElementsAre("6:3 'x-y' is no name of a fact"));
   EXPECT_THAT(
      errors_of(facts + "  x: { type: integer, description: d }\n"),
      ElementsAre("6:14 'integer' is no type of a fact"));
   EXPECT_THAT(
      errors_of(facts + "  x: { type: list(strings), description: d }\n"),
      ElementsAre("6:14 'list(strings)' is no type of a fact"));
   EXPECT_THAT(
      errors_of(facts + "  x: { description: d }\n"), ElementsAre("6:6 the fact 'x' needs 'type'"));
   EXPECT_THAT(
      errors_of(facts + "  x: { type: int }\n"),
      ElementsAre("6:6 the fact 'x' needs 'description'"));
   EXPECT_THAT(errors_of(facts + "  x: 1\n"), ElementsAre(HasSubstr("6:6 ")));
   EXPECT_THAT(errors_of(facts + "  x: { type: [int], description: d }\n"), SizeIs(1));
}

TEST(manifest, tells_every_error)
{
   EXPECT_THAT(errors_of("plugin: 7up\nprobes:\n  p: { deadline: x }\n  Q: {}\n"), SizeIs(5));
}

TEST(manifest, refuses_yaml_that_is_none)
{
   EXPECT_THAT(errors_of("plugin: [\n"), SizeIs(1));
   EXPECT_THAT(errors_of(""), testing::Not(IsEmpty()));
   EXPECT_THAT(errors_of("- a\n- b\n"), testing::Not(IsEmpty()));
   EXPECT_THAT(errors_of(head + "plugin: again\n"), ElementsAre(HasSubstr("4:1 ")));
}

std::string const one_probe =
   head + "probes: { p: {} }\nfacts:\n  n: { type: int, description: d }\nchecks:\n";
std::string const rest = ", title: t, category: c, severity: low";

TEST(manifest_checks, are_settled_by_an_expression_or_by_the_only_probe)
{
   auto const checks = checks_of(
      one_probe + "  - { id: mx/a" + rest + ", assert: \"facts.mx.n > 1\" }\n  - { id: mx/b" +
      rest + " }\n  - { id: mx/c" + rest + ", probe: p }\n");
   ASSERT_THAT(checks, SizeIs(3));
   EXPECT_TRUE(checks[0].verdict);
   EXPECT_EQ(checks[0].probe, "");
   EXPECT_EQ(checks[1].probe, "p");
   EXPECT_EQ(checks[2].probe, "p");
}

TEST(manifest_checks, need_somebody_to_settle_them)
{
   EXPECT_THAT(
      check_errors_of(one_probe + "  - { id: mx/a" + rest + ", probe: q }\n"),
      ElementsAre("8:5 the check 'mx/a' has no `assert` and names no probe of this plugin"));
   EXPECT_THAT(
      check_errors_of(head + "probes: { p: {}, q: {} }\nchecks:\n  - { id: mx/a" + rest + " }\n"),
      SizeIs(1));
   EXPECT_THAT(check_errors_of(head + "checks:\n  - { id: mx/a" + rest + " }\n"), SizeIs(1));
}

TEST(manifest_checks, are_named_after_their_plugin_and_once)
{
   EXPECT_THAT(
      check_errors_of(one_probe + "  - { id: spf/a" + rest + " }\n"),
      ElementsAre(HasSubstr("8:5 the check 'spf/a' is not in the plugin's name space")));
   EXPECT_THAT(check_errors_of(one_probe + "  - { id: mxx/a" + rest + " }\n"), SizeIs(1));
   EXPECT_THAT(
      check_errors_of(one_probe + "  - { id: mx/a" + rest + " }\n  - { id: mx/a" + rest + " }\n"),
      ElementsAre(HasSubstr("9:5 the check 'mx/a' stands here twice")));
}

TEST(manifest_checks, know_their_facts)
{
   EXPECT_THAT(
      check_errors_of(one_probe + "  - { id: mx/a" + rest + ", assert: \"facts.mx.m > 1\" }\n"),
      ElementsAre(HasSubstr("8:")));
   EXPECT_THAT(
      check_errors_of(one_probe + "  - { id: mx/a" + rest + ", assert: \"facts.dkim.m\" }\n"),
      SizeIs(1))
      << "a plugin that is not required";
   EXPECT_THAT(
      checks_of(
         "requires: [dkim]\n" + one_probe + "  - { id: mx/a" + rest +
         ", assert: \"facts.dkim.m\" }\n"),
      SizeIs(1))
      << "one that is required may be absent";
}

TEST(manifest_section, has_a_header_and_the_text)
{
   auto const m =
      read_manifest_section("mx.so", section(head, DNSLINT_ABI_MAJOR, DNSLINT_ABI_MINOR));
   ASSERT_TRUE(m);
   EXPECT_EQ(m->id, "mx");
   EXPECT_EQ(m->abi_minor, DNSLINT_ABI_MINOR);
   EXPECT_TRUE(read_manifest_section("mx.so", section(head, DNSLINT_ABI_MAJOR, 0)))
      << "a plugin of an older minor version";
}

TEST(manifest_section, refuses_other_abis)
{
   auto const newer =
      read_manifest_section("mx.so", section(head, DNSLINT_ABI_MAJOR, DNSLINT_ABI_MINOR + 1));
   ASSERT_FALSE(newer);
   EXPECT_EQ(newer.errors().front().where.file, "mx.so");
   EXPECT_THAT(
      newer.errors().front().message, HasSubstr("it is built for ABI 0.3, this dnslint has 0.2"));
   EXPECT_FALSE(read_manifest_section("mx.so", section(head, DNSLINT_ABI_MAJOR + 1, 0)));
}

TEST(manifest_section, refuses_what_is_damaged)
{
   auto const whole = section(head, DNSLINT_ABI_MAJOR, DNSLINT_ABI_MINOR);
   for (std::size_t size = 0; size != sizeof(dnslint_manifest_header); ++size)
      EXPECT_FALSE(read_manifest_section("mx.so", std::string_view{whole}.substr(0, size)));
   auto other = whole;
   other[0] = 'd';
   EXPECT_FALSE(read_manifest_section("mx.so", other));
}

TEST(manifest_section, names_file_and_place_of_its_errors)
{
   auto const m = read_manifest_section(
      "lib/mx.so", section(head + "facts: 3\n", DNSLINT_ABI_MAJOR, DNSLINT_ABI_MINOR));
   ASSERT_FALSE(m);
   EXPECT_EQ(m.errors().front().where.file, "lib/mx.so:checks.yaml");
   EXPECT_EQ(m.errors().front().where.line, 4U);
}

TEST(manifest_commands, are_read)
{
   auto const m = read(
      head +
      "commands:\n"
      "  parse spf: { summary: S, input: true }\n"
      "  spf:\n"
      "    usage: DOMAIN\n"
      "    summary: evaluates\n"
      "    powers: [dnslint.dns/1]\n"
      "    deadline: 5s\n"
      "    options: { mail-from: { value: ADDRESS, description: D } }\n");
   ASSERT_THAT(m.commands, SizeIs(2));
   EXPECT_EQ(m.commands[0].name, "parse spf");
   EXPECT_TRUE(m.commands[0].reads_input);
   EXPECT_EQ(m.commands[1].usage, "DOMAIN");
   EXPECT_EQ(m.commands[1].deadline, std::chrono::seconds{5});
   ASSERT_THAT(m.commands[1].options, SizeIs(1));
   EXPECT_EQ(m.commands[1].options[0].name, "mail-from");
   EXPECT_EQ(m.commands[1].options[0].value, "ADDRESS");
}

TEST(manifest_commands, must_be_whole)
{
   EXPECT_THAT(
      errors_of(head + "commands:\n  Spf: { summary: S }\n"),
      ElementsAre("5:3 'Spf' is no name of a command"));
   EXPECT_THAT(
      errors_of(head + "commands:\n  a b c: { summary: S }\n"),
      ElementsAre("5:3 'a b c' is no name of a command"));
   EXPECT_THAT(errors_of(head + "commands:\n  spf: { usage: X }\n"), SizeIs(1));
   EXPECT_THAT(errors_of(head + "commands:\n  spf: { summary: S, option: X }\n"), SizeIs(1));
   EXPECT_THAT(errors_of(head + "commands:\n  spf: { summary: S, deadline: 0s }\n"), SizeIs(1));
   EXPECT_THAT(
      errors_of(head + "commands:\n  spf: { summary: S, options: { ip: { value: A } } }\n"),
      SizeIs(1));
}

}  // namespace
}  // namespace dnslint::plugin::tests
