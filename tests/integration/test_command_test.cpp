// SPDX-License-Identifier: Apache-2.0
// `dnslint test`: the tests of rule packs and of plugins.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The test on line 14 fails.
constexpr std::string_view pack = R"(pack: mine
version: 1.0.0
rules:
  - id: mine/has-text
    title: The domain publishes a text
    category: dns.policy
    severity: low
    lookups: { txt: { name: "{domain}", type: TXT } }
    assert: "txt.records.size() == 1"
    message: "{txt.records.size()} TXT records"
    docs: "Judges whether the text is there."
    references: [RFC 1035 section 3.3.14]
    tests:
      - { zone: '', expect: pass }
      - { zone: '@ TXT "a"', expect: pass }
      - { zone: '', faults: { "@": timeout }, expect: unknown }
)";

// The expectation on line 7 fails.
constexpr std::string_view checks = R"(tests:
  - name: <none> & "nothing"
    zones:
      example.test: |
        @ A 192.0.2.1
    expect:
      spf/present: pass
  - name: one record
    zones:
      example.test: |
        @ TXT "v=spf1 -all"
    expect:
      spf/present: pass
    facts: { spf.records: 1 }
)";

std::string replaced(std::string_view text, std::string_view from, std::string_view to)
{
   std::string made{text};
   made.replace(made.find(from), from.size(), to);
   return made;
}

TEST(rule_tests, tell_place_expected_and_actual)
{
   work_folder const folder;
   auto const file = folder.write("pack.yaml", pack);
   auto const done = dnslint({"test", file});
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_EQ(
      done.out,
      file +
         ":14:9: mine/has-text, line 14: mine/has-text is fail, 0 TXT records; the test expects "
         "pass\n2 passed, 1 failed\n");
   EXPECT_EQ(done.err, "");
}

TEST(data_tests, tell_place_expected_and_actual)
{
   work_folder const folder;
   auto const file = folder.write("checks.yaml", checks);
   auto const done = dnslint({"test", file});
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         testing::StartsWith(file + ":7:20: <none> & \"nothing\": spf/present is fail, "),
         HasSubstr("; the test expects pass\n"),
         testing::EndsWith("\n1 passed, 1 failed\n")));
}

TEST(data_tests, pass)
{
   work_folder const folder;
   auto const file =
      folder.write("checks.yaml", replaced(checks, "present: pass", "present: fail"));
   auto const done = dnslint({"test", file});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_EQ(done.out, "2 passed, 0 failed\n");
}

TEST(data_tests, of_the_plugins_that_come_with_dnslint_pass)
{
   auto const done = dnslint({"test", DNSLINT_SOURCE_DIR "/plugins/mx/tests"});
   EXPECT_EQ(done.status, 0) << done.out << done.err;
   EXPECT_THAT(done.out, testing::EndsWith(" passed, 0 failed\n"));
}

TEST(data_tests, judge_by_the_packs_that_are_given)
{
   work_folder const folder;
   auto const rules = folder.write("rules/pack.yaml", pack);
   auto const file =
      folder.write("checks.yaml", replaced(checks, "spf/present: pass", "mine/has-text: fail"));
   EXPECT_EQ(dnslint({"test", file, "--rules", rules}).out, "2 passed, 0 failed\n");
   EXPECT_THAT(dnslint({"test", file}).out, HasSubstr("there is no check 'mine/has-text'"));
}

TEST(test_command, looks_through_folders_for_both_kinds)
{
   work_folder const folder;
   folder.write("a/pack.yaml", pack);
   folder.write("b/c/checks.yaml", checks);
   folder.write("b/lab.yaml", "zones: {}\n");
   folder.write("b/notes.txt", "tests:\n");
   auto const done = dnslint({"test", folder.path().string()});
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(done.out, testing::EndsWith("\n3 passed, 2 failed\n"));
   auto const both = dnslint({"test", folder.at("b"), folder.at("a/pack.yaml")});
   EXPECT_THAT(both.out, testing::EndsWith("\n3 passed, 2 failed\n"));
}

TEST(test_command, tells_what_cannot_be_read_and_runs_the_rest)
{
   work_folder const folder;
   auto const good = folder.write("good.yaml", pack);
   struct wrong {
      std::string text;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {replaced(pack, "severity", "severty"), ":7:5: error"},
           {replaced(checks, "expect:", "expct:"), "did you mean 'expect'"},
           {"tests: []\n", "there are no tests"},
           {"zones: {}\n", "there are no tests"},
           {"", "there are no tests"},
           {"tests: [\n", "error"}}) {
      auto const bad = folder.write("bad.yaml", w.text);
      auto const done = dnslint({"test", bad, good});
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_THAT(done.err, AllOf(HasSubstr(bad), HasSubstr(w.says)));
      EXPECT_THAT(done.out, HasSubstr("2 passed, 1 failed\n")) << w.says;
   }
}

TEST(test_command, needs_what_the_tests_run_in)
{
   work_folder const folder;
   auto const file = folder.write("pack.yaml", pack);
   auto const broken = folder.write("broken.so", "not a library\n");
   struct wrong {
      words arguments;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {{}, "nothing to test"},
           {{"missing.yaml"}, "missing.yaml"},
           {{file, "--plugins", broken}, "the plugin is refused"},
           {{file, "--rules", "missing.yaml"}, "missing.yaml"},
           {{file, "--format", "junt"}, "did you mean 'junit'"}}) {
      auto arguments = w.arguments;
      arguments.insert(arguments.begin(), "test");
      auto const done = dnslint(arguments);
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_THAT(done.err, HasSubstr(w.says));
   }
}

TEST(test_command, writes_junit_with_hostile_text_escaped)
{
   work_folder const folder;
   auto const file = folder.write("checks.yaml", checks);
   auto const done = dnslint({"test", file, "--format", "junit"});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(
      done.out,
      AllOf(
         testing::StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
         HasSubstr("tests=\"2\" failures=\"1\" errors=\"0\""),
         HasSubstr("name=\"&lt;none&gt; &amp; &quot;nothing&quot;\""),
         HasSubstr("<failure message=\"spf/present is fail, "),
         Not(HasSubstr("<none>"))));
   auto const parsed = run(
      {"/usr/bin/env",
       "python3",
       "-c",
       "import sys, xml.etree.ElementTree as e\n"
       "cases = e.parse(sys.stdin).getroot().findall('testsuite/testcase')\n"
       "print([c.get('name') for c in cases], [len(c) for c in cases])"},
      done.out);
   EXPECT_EQ(parsed.out, "['<none> & \"nothing\"', 'one record'] [1, 0]\n") << parsed.err;
}

TEST(test_command, writes_junit_into_a_file_and_with_what_cannot_be_read)
{
   work_folder const folder;
   auto const bad = folder.write("bad.yaml", "zones: {}\n");
   auto const to = folder.at("junit.xml");
   EXPECT_EQ(dnslint({"test", bad, "--format", "junit", "-o", to}).status, 2);
   EXPECT_THAT(
      read_file(to), AllOf(HasSubstr("errors=\"1\""), HasSubstr("<error message=\"there are no")));
}

TEST(test_command, has_help)
{
   auto const help = dnslint({"test", "--help"});
   EXPECT_EQ(help.status, 0);
   EXPECT_THAT(help.out, AllOf(HasSubstr("dnslint test PATH..."), HasSubstr("--plugins DIR")));
}

}  // namespace
}  // namespace dnslint::tests
