// SPDX-License-Identifier: Apache-2.0
// --profile, and what suppressions do to a report.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto suppressed_profile = R"(profile: ours
extends: standard
suppressions:
  - { check: spf/pass-all, domain: "weak-*", reason: moving to a new provider, owner: mail team,
      expires: 2026-06-30 }
)";

ended_process scan(words more, std::string const& domain = "weak-spf.test")
{
   more.insert(
      more.begin(), {"scan", "--zone", sample_lab(), domain, "--now", "2026-06-30T23:59:59Z"});
   return dnslint(more);
}

json report_of(words more)
{
   more.insert(more.end(), {"--format", "json"});
   auto const done = scan(more);
   EXPECT_EQ(done.status, 0) << done.err;
   return json::parse(done.out);
}

json const& domain_of(json const& report)
{
   return report["domains"].items().at(0);
}

class profiles : public testing::Test {
protected:
   std::string write(std::string_view text) const { return folder_.write("ours.yaml", text); }

   work_folder folder_;
};

TEST_F(profiles, choose_what_runs)
{
   auto const report = report_of({"--profile", "mail"});
   EXPECT_EQ(report["run"]["profile"].text(), "mail");
   auto const outcomes = outcomes_of(domain_of(report));
   EXPECT_TRUE(outcomes.contains("spf/pass-all"));
   EXPECT_FALSE(outcomes.contains("ns/at-least-two"));
   EXPECT_EQ(outcomes_of(domain_of(report_of({"--profile", "dns"}))).count("spf/pass-all"), 0U);
}

TEST_F(profiles, score_otherwise_and_the_standard_score_stands_beside)
{
   auto const file = write(
      "profile: ours\nextends: standard\noverrides: [{ check: 'spf/*', severity: info }]\n"
      "caps: [{ id: everybody-may-send, most: none }, { id: forgery-not-stopped, most: none }]\n");
   auto const standard = report_of({});
   auto const ours = report_of({"--profile", file});
   EXPECT_GT(domain_of(ours)["score"].number(), domain_of(standard)["score"].number());
   EXPECT_EQ(domain_of(ours)["score_standard"].number(), domain_of(standard)["score"].number());
   EXPECT_NE(domain_of(ours)["score_digest"].text(), domain_of(standard)["score_digest"].text());
   EXPECT_EQ(check_of(domain_of(ours), "spf/pass-all")["severity"].text(), "info");
}

TEST_F(profiles, give_checks_another_control)
{
   auto const file =
      write("profile: ours\nextends: standard\noverrides: [{ check: 'spf/*', control: none }]\n");
   auto const report = report_of({"--profile", file});
   EXPECT_TRUE(check_of(domain_of(report), "spf/pass-all")["control"].is_null());
   for (auto const& c : domain_of(report)["controls"].items())
      EXPECT_NE(c["control"].text(), "spf.policy");
}

TEST_F(profiles, load_packs_of_their_own)
{
   folder_.write(
      "rules.yaml",
      "pack: acme\nversion: 1.0.0\nrules:\n"
      "  - { id: acme/one, title: One, category: a.b, severity: low, assert: \"domain != ''\" }\n");
   auto const file = write("profile: ours\nextends: standard\npacks: [./rules.yaml]\n");
   auto const outcomes = outcomes_of(domain_of(report_of({"--profile", file})));
   EXPECT_EQ(outcomes.at("acme/one"), "pass");
   EXPECT_TRUE(outcomes.contains("baseline/second-exchange"));
   auto const wrong = scan({"--profile", write("profile: ours\npacks: [basline]\n")});
   EXPECT_EQ(wrong.status, 2);
   EXPECT_THAT(
      wrong.err,
      AllOf(
         HasSubstr("ours.yaml:2:9: error: there is no rule pack basline"),
         HasSubstr("did you mean 'baseline'?")));
}

TEST_F(profiles, set_variables_within_their_bounds_and_the_command_line_has_the_last_word)
{
   auto const file = write("profile: ours\nvariables: { spf.widest_ipv4: 40 }\n");
   auto const wrong = scan({"--profile", file});
   EXPECT_EQ(wrong.status, 2);
   EXPECT_THAT(wrong.err, HasSubstr("ours.yaml:2:31: error: widest_ipv4: 40 is more than 32"));
   auto const misspelt =
      scan({"--profile", write("profile: ours\nvariables: { spf.widest: 4 }\n")});
   EXPECT_EQ(misspelt.status, 2);
   EXPECT_THAT(misspelt.err, HasSubstr("'spf' has no option or variable 'widest'"));

   auto const zone = folder_.write(
      "zone.yaml",
      "zones:\n  wide.test: |\n    @ NS ns\n    ns A 192.0.2.1\n    @ MX 10 ns\n"
      "    @ TXT \"v=spf1 ip4:192.0.0.0/12 -all\"\n");
   auto const wide = [&](words more) {
      more.insert(
         more.begin(),
         {"scan",
          "--zone",
          zone,
          "wide.test",
          "--checks",
          "spf/wide-networks",
          "--format",
          "json"});
      return check_of(domain_of(json::parse(dnslint(more).out)), "spf/wide-networks")["outcome"]
         .text();
   };
   auto const narrow = write("profile: ours\nvariables: { spf.widest_ipv4: 16 }\n");
   EXPECT_EQ(wide({}), "pass");
   EXPECT_EQ(wide({"--profile", narrow}), "fail");
   EXPECT_EQ(wide({"--profile", narrow, "--set", "spf.widest_ipv4=8"}), "pass");
}

TEST_F(profiles, keep_a_suppressed_failure_visible_and_scored)
{
   auto const standard = report_of({});
   auto const report = report_of({"--profile", write(suppressed_profile)});
   auto const& check = check_of(domain_of(report), "spf/pass-all");
   EXPECT_EQ(check["outcome"].text(), "fail");
   EXPECT_EQ(check["suppressed"]["owner"].text(), "mail team");
   EXPECT_EQ(check["suppressed"]["reason"].text(), "moving to a new provider");
   EXPECT_EQ(check["suppressed"]["expires"].text(), "2026-06-30");
   EXPECT_EQ(report["summary"]["suppressed"].number(), 1);
   for (auto const* const key : {"score", "score_low", "score_high", "score_standard"})
      EXPECT_EQ(domain_of(report)[key].number(), domain_of(standard)[key].number()) << key;
   EXPECT_EQ(domain_of(report)["score_digest"].text(), domain_of(standard)["score_digest"].text());
   auto const text = scan({"--profile", write(suppressed_profile)}).out;
   EXPECT_THAT(text, HasSubstr("Suppressed until 2026-06-30 by mail team: moving to a new"));
}

TEST_F(profiles, keep_a_suppressed_failure_from_fail_on)
{
   auto const file = write(suppressed_profile);
   EXPECT_EQ(scan({"--fail-on", "critical"}).status, 1);
   EXPECT_EQ(scan({"--fail-on", "critical", "--profile", file}).status, 0);
   EXPECT_EQ(scan({"--fail-on", "medium", "--profile", file}).status, 1);
}

TEST_F(profiles, suppress_in_workers_as_in_one_process)
{
   auto const file = write(suppressed_profile);
   auto const list = folder_.write("list", "good.test\nweak-spf.test\n");
   auto const run = [&](std::string const& workers) {
      return dnslint(
         {"scan",
          "-l",
          list,
          "--zone",
          sample_lab(),
          "--now",
          "2026-06-30",
          "--profile",
          file,
          "--fail-on",
          "critical",
          "--workers",
          workers,
          "--format",
          "json"});
   };
   auto const alone = run("0");
   EXPECT_EQ(alone.status, 0) << alone.err;
   EXPECT_EQ(json::parse(alone.out)["summary"]["suppressed"].number(), 1);
   auto const with_workers = run("2");
   EXPECT_EQ(with_workers.status, 0) << with_workers.err;
   EXPECT_EQ(alone.out, with_workers.out);
}

TEST_F(profiles, stop_suppressing_after_the_last_day_and_say_so)
{
   auto const file = write(suppressed_profile);
   auto const later = dnslint(
      {"scan",
       "--zone",
       sample_lab(),
       "weak-spf.test",
       "--profile",
       file,
       "--fail-on",
       "critical",
       "--now",
       "2026-07-01",
       "--format",
       "json"});
   EXPECT_EQ(later.status, 1);
   EXPECT_THAT(
      later.err,
      AllOf(
         HasSubstr(
            "ours.yaml:4:5: warning: the suppression of spf/pass-all for weak-* has expired"),
         HasSubstr("mail team answers for it")));
   auto const report = json::parse(later.out);
   EXPECT_FALSE(check_of(domain_of(report), "spf/pass-all").has("suppressed"));
   EXPECT_EQ(report["run"]["expired_suppressions"].items().size(), 1U);
   EXPECT_THAT(scan({"--profile", file}).err, Not(HasSubstr("expired")));
}

TEST_F(profiles, suppress_nothing_of_other_domains)
{
   auto const text =
      "profile: ours\nextends: standard\nsuppressions:\n"
      "  - { check: '*', domain: other.test, reason: r, owner: o, expires: 2030-01-01 }\n";
   EXPECT_EQ(scan({"--fail-on", "critical", "--profile", write(text)}).status, 1);
}

TEST_F(profiles, that_name_no_check_are_told)
{
   auto const file = write("profile: ours\nextends: standard\ndisable: [spf/pass-al]\n");
   auto const done = scan({"--profile", file});
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr("ours.yaml:3:11: warning: no check is 'spf/pass-al'"),
         HasSubstr("did you mean 'spf/pass-all'?")));
}

TEST_F(profiles, are_shown_with_the_origin_of_each_value)
{
   auto const file = write("profile: ours\nextends: standard\ncategories: { dns: 4 }\n");
   auto const done = dnslint({"profile", "show", file});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, testing::ContainsRegex("dns: 4 +# .*ours.yaml:3\n"));
   EXPECT_THAT(
      done.out, testing::ContainsRegex("mail.transport: 2 +# rules/profiles/standard.yaml:"));
   // What it prints is a profile again.
   EXPECT_EQ(dnslint({"profile", "show", folder_.write("again.yaml", done.out)}).status, 0);
   EXPECT_EQ(dnslint({"profile", "show", "standrad"}).status, 2);
   EXPECT_EQ(dnslint({"profile", "shwo"}).status, 2);
}

TEST_F(profiles, are_listed)
{
   auto const done = dnslint({"profile", "list"});
   EXPECT_EQ(done.status, 0);
   for (auto const* const name : {"standard", "mail", "dns", "parked"})
      EXPECT_THAT(done.out, HasSubstr(name));
   EXPECT_THAT(done.err, IsEmpty());
}

}  // namespace
}  // namespace dnslint::tests
