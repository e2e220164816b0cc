// SPDX-License-Identifier: Apache-2.0
// `dnslint fix`, `rehearse` and `diff`, as they are used one after the other.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <csignal>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct rehearsal_test : testing::Test {
   std::string overlay(std::string const& text) const { return folder.write("overlay", text); }

   ended_process rehearse(std::string const& text, words more = {}) const
   {
      words all{"rehearse", "--overlay", overlay(text), "--zone", sample_lab()};
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   }

   std::string report(std::string const& name, words const& more = {}) const
   {
      words all{
         "scan",
         "-l",
         list,
         "--zone",
         sample_lab(),
         "--format",
         "jsonl",
         "-o",
         folder.at(name),
         "-q"};
      all.insert(all.end(), more.begin(), more.end());
      EXPECT_LE(dnslint(all).status, 3);
      return folder.at(name);
   }

   work_folder folder;
   std::string list = folder.write("list", "good.test\nweak-spf.test\nno-dmarc.test\n");
};

constexpr auto worse = "- _dmarc.good.test. TXT\n";
constexpr auto better = "_dmarc.no-dmarc.test. TXT \"v=DMARC1; p=none; rua=mailto:d@good.test\"\n";

TEST_F(rehearsal_test, a_scan_under_an_overlay_sees_what_would_be_published)
{
   auto const plain = json::parse(
      dnslint({"scan", "no-dmarc.test", "--zone", sample_lab(), "--format", "json"}).out);
   auto const under = json::parse(dnslint({"scan",
                                           "no-dmarc.test",
                                           "--zone",
                                           sample_lab(),
                                           "--overlay",
                                           overlay(better),
                                           "--format",
                                           "json"})
                                     .out);
   EXPECT_EQ(outcomes_of(plain["domains"].items()[0])["dmarc/present"], "fail");
   EXPECT_EQ(outcomes_of(under["domains"].items()[0])["dmarc/present"], "pass");
   EXPECT_EQ(plain["run"]["source"].text() + " under an overlay", under["run"]["source"].text());
}

TEST_F(rehearsal_test, a_recording_has_what_is_published_and_answers_under_an_overlay)
{
   auto const text = overlay("- good.test. TXT\n+ good.test. TXT \"v=spf1 -all\"\n");
   auto const recording = folder.at("recording");
   words const under{"--overlay", text, "-q"};
   words const first{"scan", "good.test", "--zone", sample_lab(), "--record", recording};
   EXPECT_THAT(dnslint(joined(first, under)).out, HasSubstr("v=spf1 -all"));
   EXPECT_THAT(
      dnslint({"scan", "good.test", "--replay", recording, "-q"}).out, HasSubstr("v=spf1 mx"));
   words const again{"scan", "good.test", "--replay", recording};
   EXPECT_THAT(dnslint(joined(again, under)).out, HasSubstr("v=spf1 -all"));
   EXPECT_THAT(
      dnslint({"spf", "good.test", "--ip", "192.0.2.1", "--zone", sample_lab(), "--overlay", text})
         .out,
      StartsWith("fail"));
}

TEST_F(rehearsal_test, what_gets_worse_ends_with_1)
{
   auto const done = rehearse(worse, {"good.test", "no-dmarc.test"});
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(done.out, HasSubstr("new            dmarc/present (high)"));
   EXPECT_THAT(done.out, HasSubstr("no-dmarc.test: F 59.9, as before"));
   EXPECT_THAT(done.out, HasSubstr("2 domains in both reports, 1 of them differ"));
   auto const told = parse_json_lines(rehearse(worse, {"good.test", "--format", "json"}).out);
   EXPECT_EQ(told.at(0)["checks"].items().at(0)["change"].text(), "new");
   EXPECT_EQ(told.at(1)["kind"].text(), "summary");
}

TEST_F(rehearsal_test, what_gets_better_ends_with_0)
{
   auto const done = rehearse(better, {"-l", list});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, HasSubstr("fixed          dmarc/present (high)"));
   EXPECT_THAT(
      rehearse(better, {"-l", list, "--format", "markdown"}).out,
      HasSubstr("**fixed** dmarc/present"));
}

TEST_F(rehearsal_test, wrong_usage_is_told)
{
   EXPECT_EQ(dnslint({"rehearse", "good.test", "--zone", sample_lab()}).status, 2);
   EXPECT_EQ(rehearse(better).status, 2);
   EXPECT_EQ(rehearse("example.test. MX mx\n", {"good.test"}).status, 2);
   EXPECT_THAT(rehearse("good.test. MX mx\n", {"good.test"}).err, HasSubstr("overlay:1"));
   EXPECT_EQ(rehearse(better, {"-l", "-"}).status, 2);
   EXPECT_EQ(dnslint({"fix"}).status, 2);
   EXPECT_EQ(dnslint({"fix", "good.test", "--format", "yaml"}).status, 2);
   EXPECT_EQ(dnslint({"fix", "good.test", list}).status, 2);
   EXPECT_EQ(dnslint({"diff", list}).status, 2);
   EXPECT_EQ(dnslint({"diff", list, list}).status, 2);
}

TEST_F(rehearsal_test, what_fix_prints_is_an_overlay_that_keeps_its_promise)
{
   words const stated{"--zone", sample_lab(), "--set", "advice.rua=d@xn--mller-kva.test"};
   for (auto const* format : {"text", "bind"}) {
      words fix{"fix", "xn--mller-kva.test", "--format", format};
      fix.insert(fix.end(), stated.begin(), stated.end());
      auto const printed = dnslint(fix);
      EXPECT_EQ(printed.status, 0);
      EXPECT_THAT(printed.out, HasSubstr("xn--mller-kva.test, B 89.9, rehearsed: "));
      auto const promise = printed.out.substr(printed.out.find("rehearsed: ") + 11);
      auto const done =
         rehearse(printed.out, {"xn--mller-kva.test", "--set", "advice.rua=d@xn--mller-kva.test"});
      EXPECT_EQ(done.status, 0) << done.err;
      EXPECT_THAT(
         done.out,
         StartsWith("xn--mller-kva.test: B 89.9 -> " + promise.substr(0, promise.find('\n'))));
   }
}

TEST_F(rehearsal_test, an_edit_that_no_overlay_can_try_is_left_out)
{
   auto const pack = folder.write("acme.yaml", R"(pack: acme
version: 1.0.0
title: Acme
rules:
  - id: acme/wildcard
    title: The wildcard says new
    category: dns
    severity: low
    assert: "facts.name.kind == 'public-suffix'"
    message: it does not
    fix:
      text: Say it.
      record: '*.{domain}. 3600 IN TXT "new"'
      replaces: '"old"'
)");
   auto const done = dnslint({"fix", "good.test", "--zone", sample_lab(), "--rules", pack});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out, HasSubstr("left out: the edit for acme/wildcard does not stand its rehearsal"));
   EXPECT_THAT(done.out, Not(HasSubstr("+ *.good.test.")));
}

TEST_F(rehearsal_test, an_interrupt_leaves_nothing_behind)
{
   for (words all :
        {words{"fix", "good.test"}, {"rehearse", "good.test", "--overlay", overlay(better)}}) {
      dead_server const server;
      all.insert(all.end(), {"--resolver", server.address(), "--timeout", "60s"});
      process running{joined({"/usr/bin/env", "TMPDIR=" + folder.path().string()}, command(all))};
      server.wait_for_question();
      running.signal(SIGINT);
      auto const done = running.wait();
      EXPECT_EQ(done.status, 4) << all.front() << done.err;
      for (auto const& entry : std::filesystem::directory_iterator{folder.path()})
         EXPECT_FALSE(entry.is_directory()) << entry.path();
   }
}

TEST_F(rehearsal_test, a_folder_that_cannot_be_made_is_told)
{
   auto const done = run(joined(
      {"/usr/bin/env", "TMPDIR=/nonexistent"},
      command({"fix", "good.test", "--zone", sample_lab()})));
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("no temporary folder can be made"));
}

TEST_F(rehearsal_test, the_fixes_of_a_report_are_as_its_scan_has_tried_them)
{
   words const stated{"--set", "advice.rua=d@good.test"};
   EXPECT_THAT(dnslint({"fix", report("tried.jsonl", stated)}).out, HasSubstr(", rehearsed: "));
   auto const done = dnslint({"fix", report("r.jsonl", joined(stated, {"--no-rehearsal"}))});
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(done.out, HasSubstr("no-dmarc.test, F 59.9, not rehearsed\n"));
   EXPECT_THAT(done.out, HasSubstr("+ _dmarc.no-dmarc.test. 3600 IN TXT"));
}

TEST_F(rehearsal_test, diff_tells_what_changed_between_reports)
{
   auto const before = report("before.jsonl");
   auto const after = report("after.jsonl", {"--overlay", overlay(std::string{worse} + better)});
   auto const done = dnslint({"diff", before, after});
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("new            dmarc/present (high)"),
         HasSubstr("fixed          dmarc/present (high)"),
         Not(HasSubstr("weak-spf.test")),
         HasSubstr("3 domains in both reports, 2 of them differ"),
         HasSubstr("dmarc.record")));
   auto const same = dnslint({"diff", before, before});
   EXPECT_EQ(same.status, 0);
   EXPECT_THAT(same.out, HasSubstr("3 domains in both reports, 0 of them differ"));
}

TEST_F(rehearsal_test, a_scan_may_fail_for_new_failures_alone)
{
   auto const before = report("before.jsonl");
   auto const scan_under = [&](std::string const& text, words more) {
      words all{"scan", "-l", list, "--zone", sample_lab(), "--overlay", overlay(text)};
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   };
   words const only_new{"--baseline", before, "--fail-on", "new:high"};
   EXPECT_EQ(scan_under(better, {"--fail-on", "high"}).status, 1)
      << "weak-spf.test fails as before";
   auto const same = scan_under(better, only_new);
   EXPECT_EQ(same.status, 0) << same.err;
   auto const worst = scan_under(worse, only_new);
   EXPECT_EQ(worst.status, 1);
   EXPECT_THAT(worst.err, HasSubstr("new since " + before + ", the worst is high"));
   EXPECT_EQ(scan_under(worse, {"--baseline", before, "--fail-on", "new:critical"}).status, 0);
   EXPECT_EQ(dnslint({"scan", "good.test", "--fail-on", "new:high"}).status, 2);
   EXPECT_EQ(dnslint({"scan", "good.test", "--zone", sample_lab(), "--baseline", list}).status, 2);
   EXPECT_EQ(
      dnslint({"scan",
               "good.test",
               "--zone",
               sample_lab(),
               "--baseline",
               before,
               "--format",
               "jsonl",
               "-o",
               before})
         .status,
      2);
}

}  // namespace
}  // namespace dnslint::tests
