// SPDX-License-Identifier: Apache-2.0
// Gates of a profile: conditions over a whole run.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class gate_run : public testing::Test {
protected:
   std::string profile(std::string const& condition) const
   {
      return folder_.write(
         "acme.yaml",
         "profile: acme\nextends: standard\ngate:\n  - id: sound\n    require: " + condition +
            "\n    text: it is on fire\n");
   }
   ended_process scan(std::string const& condition, words const& more = {}) const
   {
      return dnslint(joined(
         joined(
            {"scan",
             "--zone",
             sample_lab(),
             "--now",
             "2026-01-31",
             "--profile",
             profile(condition)},
            sample_domains()),
         joined({"--format", "csv"}, more)));
   }

   work_folder folder_;
};

TEST_F(gate_run, that_holds_says_so)
{
   auto const done = scan("failures.critical == 1 && coverage >= 0.9");
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.err, HasSubstr("the gate 'sound' holds: coverage is 0.9437, failures.critical is 1\n"));
   EXPECT_THAT(scan("domains == 9", {"-q"}).err, Not(HasSubstr("gate")));
}

TEST_F(gate_run, that_does_not_hold_has_an_exit_status_of_its_own)
{
   auto const done = scan("failures.critical == 0", {"-q", "--fail-on", "low"});
   EXPECT_EQ(done.status, 5);
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr("the gate 'sound' does not hold: failures.critical == 0"),
         HasSubstr("failures.critical is 1; it is on fire")));
}

TEST_F(gate_run, that_is_wrong_is_shown_in_its_file)
{
   auto const done = scan("failure.critical == 0");
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(
      done.err, AllOf(HasSubstr("acme.yaml:5:14"), HasSubstr("did you mean 'failures.critical'?")));
}

TEST_F(gate_run, about_regressions_needs_an_earlier_report)
{
   auto const before = folder_.at("before.jsonl");
   ASSERT_EQ(scan("domains == 9", {"-o", "jsonl=" + before}).status, 0);
   auto const none = scan("regressions.critical == 0");
   EXPECT_EQ(none.status, 2);
   EXPECT_THAT(none.err, HasSubstr("--baseline"));
   EXPECT_EQ(scan("regressions.critical == 0", {"--baseline", before}).status, 0);
   auto const good = folder_.at("good.jsonl");
   ASSERT_EQ(
      dnslint({"scan", "-q", "good.test", "--zone", sample_lab(), "-o", "jsonl=" + good}).status,
      0);
   auto const done = scan("regressions.critical == 0", {"--baseline", good});
   EXPECT_EQ(done.status, 5);
   EXPECT_THAT(done.err, HasSubstr("regressions.critical is 1"));
}

// As soon as a condition is lost, nothing more is begun.
TEST_F(gate_run, that_is_lost_ends_the_run)
{
   auto const domains = generate_domains(300);
   words const list{
      "scan",
      "-l",
      folder_.write("list", list_of(domains)),
      "--zone",
      folder_.write("lab.yaml", lab_of(domains)),
      "--profile",
      profile("failures.high == 0")};
   auto const journal = folder_.at("run.jsonl");
   for (words const& how : {words{"--workers", "0"}, words{"--workers", "2"}}) {
      auto const cut =
         dnslint(joined(list, joined(how, {"--in-flight", "4", "-o", "jsonl=" + journal})));
      EXPECT_EQ(cut.status, 5) << cut.err;
      EXPECT_THAT(
         cut.err, AllOf(HasSubstr("a gate cannot hold any more"), HasSubstr("--keep-going")));
      auto const lines = read_file(journal);
      EXPECT_LT(std::ranges::count(lines, '\n'), 290);
      auto const rest =
         dnslint(joined(list, {"-o", "jsonl=" + journal, "--resume", "--keep-going"}));
      EXPECT_EQ(rest.status, 5);
      EXPECT_THAT(rest.err, Not(HasSubstr("a gate cannot hold any more")));
      EXPECT_THAT(read_file(journal), HasSubstr("\"domains\":300"));
      std::filesystem::remove(journal);
   }
}

}  // namespace
}  // namespace dnslint::tests
