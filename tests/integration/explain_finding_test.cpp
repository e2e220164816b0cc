// SPDX-License-Identifier: Apache-2.0
// `explain --from` and `score --what-if` over reports of a scan.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class reports : public testing::TestWithParam<std::string> {
protected:
   std::string report(words more = {})
   {
      auto path = folder_.at("report." + GetParam());
      words all{
         "scan",
         "--zone",
         sample_lab(),
         "--now",
         "2026-01-31",
         "--format",
         GetParam(),
         "-o",
         path,
         "weak-spf.test",
         "flaky.test",
         "good.test",
         "müller.test"};
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return path;
   }

   work_folder folder_;
};

TEST_P(reports, explain_a_failure_with_what_came_back_what_it_cost_and_its_fix)
{
   auto const done = dnslint({"explain", "weak-spf.test/spf/pass-all", "--from", report()});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("weak-spf.test: spf/pass-all\n"),
         HasSubstr("Outcome    fail, severity critical"),
         HasSubstr("Judged by"),
         HasSubstr("What came back\n   spf.all: \"+all\"\n"),
         HasSubstr("What it cost\n"),
         HasSubstr("it sets the control spf.policy to 0.00"),
         HasSubstr("How to mend it\n")));
   if (GetParam() == "json") {
      EXPECT_THAT(done.out, HasSubstr(", as of 2026-01-31T00:00:00Z"));
   }
}

TEST_P(reports, explain_evidence)
{
   words const strict{"--rules", "mail-strict"};
   auto const path = report(joined(strict, {"--evidence"}));
   auto const done =
      dnslint(joined({"explain", "good.test/mail-strict/mta-sts", "--from", path}, strict));
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("Outcome    pass"),
         HasSubstr("What came back\n   mx.accepts_mail: true\n   record: _mta-sts.good.test. TXT "
                   "\"v=STSv1; id=20260101T000000\""),
         HasSubstr("Passes"),
         HasSubstr("nothing: it names no control")));
}

TEST_P(reports, say_that_they_do_not_keep_what_passed_checks_rest_on)
{
   auto const done = dnslint({"explain", "good.test/spf/lookup-limit", "--from", report()});
   EXPECT_THAT(done.out, AllOf(HasSubstr("Outcome    pass"), HasSubstr("--evidence --facts")));
   auto const all = dnslint(
      {"explain", "good.test/spf/lookup-limit", "--from", report({"--evidence", "--facts"})});
   EXPECT_THAT(all.out, AllOf(HasSubstr("spf.lookups_max: "), Not(HasSubstr("--facts"))));
}

TEST_P(reports, explain_what_is_unknown_by_its_cause)
{
   auto const path = report();
   auto const unknown = dnslint({"explain", "flaky.test/spf/present", "--from", path});
   EXPECT_THAT(
      unknown.out,
      AllOf(HasSubstr("Outcome    unknown"), HasSubstr("Cause"), HasSubstr("transient")));
   EXPECT_EQ(dnslint({"explain", "MÜLLER.test/spf/present", "--from", path}).status, 2);
   EXPECT_EQ(dnslint({"explain", "müller.test/spf/present", "--from", path}).status, 0);
}

TEST_P(reports, lack_what_was_misspelt_and_say_so)
{
   auto const path = report();
   auto const domain = dnslint({"explain", "weak-spf.tst/spf/present", "--from", path});
   EXPECT_EQ(domain.status, 2);
   EXPECT_THAT(
      domain.err, AllOf(HasSubstr("has no domain 'weak-spf.tst'"), HasSubstr("'weak-spf.test'?")));
   auto const check = dnslint({"explain", "weak-spf.test/spf/presnt", "--from", path});
   EXPECT_EQ(check.status, 2);
   EXPECT_THAT(check.err, AllOf(HasSubstr("no check 'spf/presnt'"), HasSubstr("'spf/present'?")));
   EXPECT_EQ(dnslint({"explain", "spf/present", "--from", path}).status, 2);
   EXPECT_EQ(dnslint({"score", "--what-if", path, "nobody.test"}).status, 2);
   EXPECT_EQ(dnslint({"score"}).status, 2);
}

TEST_P(reports, of_another_version_or_broken_are_refused)
{
   auto const old = folder_.write("old.json", R"({"schema":"dnslint-report/0","domains":[]})");
   auto const done = dnslint({"explain", "a.test/spf/present", "--from", old});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("old.json: error: this is a report of another version"));
   auto const text = read_file(report());
   auto const cut = folder_.write("cut.json", text.substr(0, text.size() / 2));
   EXPECT_EQ(dnslint({"explain", "nobody.test/spf/present", "--from", cut}).status, 2);
   EXPECT_EQ(dnslint({"score", "--what-if", folder_.write("no.json", "[1]")}).status, 2);
}

// What would be scanned if the checks of the steps passed has the score that was promised.
TEST_P(reports, tell_the_steps_to_the_next_grade_and_the_score_that_follows)
{
   auto const done =
      dnslint({"score", "--what-if", report(), "weak-spf.test", "good.test", "--format", "json"});
   ASSERT_EQ(done.status, 0) << done.err;
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), 2U);
   auto const& weak = lines[0];
   EXPECT_EQ(weak["domain"].text(), "weak-spf.test");
   EXPECT_FALSE(weak["steps"].items().empty());
   EXPECT_GT(weak["then"]["score_low"].number(), weak["now"]["score_low"].number());
   EXPECT_LT(weak["then"]["grade"].text(), weak["now"]["grade"].text());
   auto const& good = lines[1];
   EXPECT_TRUE(good["steps"].items().empty());
   EXPECT_EQ(good["now"]["grade"].text(), "A");
   EXPECT_FALSE(good.has("then"));
}

TEST_P(reports, keep_the_promise_of_what_if)
{
   auto const zone = [&](std::string const& spf) {
      return folder_.write(
         "zone.yaml",
         "zones:\n  a.test: |\n    @ NS ns1\n    @ NS ns2\n    ns1 A 192.0.2.1\n    ns2 A "
         "198.51.100.1\n"
         "    @ MX 10 mx\n    mx A 192.0.2.2\n    @ TXT \"" +
            spf +
            "\"\n"
            "    _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@a.test\"\n"
            "    _smtp._tls TXT \"v=TLSRPTv1; rua=mailto:t@a.test\"\n");
   };
   auto const scan = [&](std::string const& spf) {
      auto path = folder_.at("a." + GetParam());
      dnslint({"scan", "a.test", "--zone", zone(spf), "--format", GetParam(), "-o", path});
      return path;
   };
   auto const told =
      json::parse(dnslint({"score", "--what-if", scan("v=spf1 mx +all"), "--format", "json"}).out);
   ASSERT_EQ(told["steps"].items().size(), 1U);
   EXPECT_EQ(told["steps"].items()[0]["control"].text(), "spf.policy");
   EXPECT_EQ(told["steps"].items()[0]["checks"].items()[0].text(), "spf/pass-all");
   auto const mended =
      json::parse(dnslint({"score", "--what-if", scan("v=spf1 mx -all"), "--format", "json"}).out);
   EXPECT_EQ(told["then"]["score"].number(), mended["now"]["score"].number());
}

TEST_P(reports, need_the_profile_that_they_were_scored_by)
{
   auto const path = report({"--profile", "mail"});
   auto const other = dnslint({"score", "--what-if", path, "--profile", "parked"});
   EXPECT_EQ(other.status, 2);
   EXPECT_THAT(
      other.err, AllOf(HasSubstr("not scored by the profile 'parked'"), HasSubstr("--profile")));
   EXPECT_EQ(dnslint({"score", "--what-if", path, "--profile", "mail"}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(forms, reports, testing::Values("json", "jsonl"));

}  // namespace
}  // namespace dnslint::tests
