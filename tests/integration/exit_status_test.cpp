// SPDX-License-Identifier: Apache-2.0
// 0 done; 1 findings; 2 wrong usage or configuration; 3 incomplete; 4 stopped.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <csignal>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

int status_of(words more)
{
   more.insert(more.begin(), {"scan", "--zone", sample_lab()});
   return dnslint(more).status;
}

TEST(exit_status, findings_count_only_when_asked_for)
{
   EXPECT_EQ(status_of({"weak-spf.test"}), 0);
   EXPECT_EQ(status_of({"weak-spf.test", "--fail-on", "critical"}), 1);
   EXPECT_EQ(status_of({"weak-spf.test", "--fail-on", "info"}), 1);
   EXPECT_EQ(status_of({"weak-spf.test", "--skip", "spf/pass-all", "--fail-on", "critical"}), 0);
   EXPECT_EQ(status_of({"good.test", "--fail-on", "info"}), 0);
}

TEST(exit_status, what_is_unknown_is_no_finding)
{
   EXPECT_EQ(
      status_of(
         {"flaky.test",
          "--checks",
          "spf/*",
          "--checks",
          "dmarc/*",
          "--checks",
          "name/exists",
          "--fail-on",
          "info"}),
      0);
}

// A resolver that is broken must not make a build green.
TEST(exit_status, a_domain_of_which_nothing_was_found_out_is_not_audited)
{
   auto const done = dnslint(
      {"scan", "--zone", sample_lab(), "flaky.test", "--checks", "spf/*", "--checks", "dmarc/*"});
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr("too little was found out about 1 of 1 domains"));
   EXPECT_EQ(status_of({"flaky.test", "--checks", "spf/*", "--quiet", "--fail-on", "info"}), 3);
}

TEST(exit_status, the_share_of_unknown_checks_may_be_limited)
{
   words const some{"flaky.test", "--checks", "spf/*", "--checks", "dmarc/*", "--checks", "mx/*"};
   auto const with = [&](std::string const& share) {
      auto all = some;
      all.insert(all.end(), {"--max-unknown", share});
      return status_of(all);
   };
   EXPECT_EQ(with("1"), 0);
   EXPECT_EQ(with("100%"), 0);
   EXPECT_EQ(with("10%"), 3);
   EXPECT_EQ(with("0"), 3);
   for (auto const* const wrong : {"2", "-1", "x", "", "nan", "101%", "5%%"})
      EXPECT_EQ(with(wrong), 2) << wrong;
}

TEST(exit_status, an_empty_argument_is_wrong_usage)
{
   EXPECT_EQ(status_of({""}), 2);
   EXPECT_EQ(status_of({"good.test", ""}), 2);
}

TEST(exit_status, a_domain_needs_no_command)
{
   auto const done = dnslint({"good.test", "--zone", sample_lab(), "--format", "jsonl"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_EQ(domain_lines(done.out).size(), 1U);
   EXPECT_EQ(dnslint({"scam", "good.test"}).status, 2);
}

TEST(exit_status, a_bad_line_makes_the_run_incomplete)
{
   EXPECT_EQ(status_of({"good.test", "not..a.domain"}), 3);
   EXPECT_EQ(status_of({"weak-spf.test", "not..a.domain", "--fail-on", "info"}), 3);
}

TEST(exit_status, usage_comes_before_all_else)
{
   EXPECT_EQ(status_of({"weak-spf.test", "not..a.domain", "--fail-on", "infos"}), 2);
}

// Of names on the command line no outage is waited out.
words slow_scan(dead_server const& server, std::string const& format)
{
   words all{"scan", "--resolver", server.address(), "--timeout", "200ms", "--tries", "1"};
   all.insert(all.end(), {"--no-trial", "--in-flight", "2", "--format", format});
   for (auto i = 0; i != 1000; ++i)
      all.push_back("d" + std::to_string(i) + ".example");
   return command(all);
}

// What was begun is finished and written; the rest is not begun.
TEST(exit_status, an_interrupt_stops_between_domains)
{
   for (auto const number : {SIGINT, SIGTERM}) {
      dead_server const server;
      process scan{slow_scan(server, "jsonl")};
      server.wait_for_question();
      scan.signal(number);
      auto const done = scan.wait();
      EXPECT_EQ(done.status, 4) << done.err;
      auto const lines = domain_lines(done.out);
      EXPECT_GE(lines.size(), 1U);
      EXPECT_LT(lines.size(), 1000U);
      EXPECT_EQ(lines.front()["domain"].text(), "d0.example");
   }
}

TEST(exit_status, an_interrupt_leaves_a_whole_report)
{
   dead_server const server;
   work_folder const folder;
   auto words = slow_scan(server, "json");
   words.insert(words.end(), {"-o", folder.at("report.json")});
   process scan{words};
   server.wait_for_question();
   scan.signal(SIGINT);
   EXPECT_EQ(scan.wait().status, 4);
   auto const report = json::parse(read_file(folder.at("report.json")));
   EXPECT_EQ(
      report["summary"]["domains"].number(), static_cast<double>(report["domains"].items().size()));
}

// head ends after one byte; the rest of the list is not audited for nobody.
TEST(exit_status, a_reader_that_goes_away_stops_the_run)
{
   std::string list;
   for (auto i = 0; i != 20'000; ++i)
      list += "d" + std::to_string(i) + ".good.test\n";
   auto const scan =
      std::string{DNSLINT_COMMAND} + " scan -l - --zone " + sample_lab() + " --format jsonl";
   auto const done =
      run({"/bin/sh", "-c", "( " + scan + "; echo status $? >&2 ) | head -c 1 >&2"}, list);
   EXPECT_THAT(done.err, HasSubstr("status "));
   EXPECT_THAT(done.err, Not(HasSubstr("status 0")));
}

}  // namespace
}  // namespace dnslint::tests
