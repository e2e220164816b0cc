// SPDX-License-Identifier: Apache-2.0
// One run writes several reports, each the same as by itself.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

class several_outputs : public testing::Test {
protected:
   ended_process scan(words const& more) const
   {
      return dnslint(
         joined(joined({"scan", "-q", "--zone", sample_lab()}, sample_domains()), more));
   }

   work_folder folder_;
};

TEST_F(several_outputs, are_each_what_it_is_alone)
{
   words const formats{
      "text", "json", "jsonl", "csv", "html", "sarif", "junit", "markdown", "prometheus"};
   words all;
   for (auto const& format : formats)
      all = joined(all, {"-o", format + "=" + folder_.at(format)});
   auto const done = scan(all);
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_EQ(done.out, "");
   for (auto const& format : formats)
      EXPECT_TRUE(read_file(folder_.at(format)) == scan({"--format", format}).out) << format;
}

TEST_F(several_outputs, come_from_a_journal_too)
{
   auto const journal = folder_.at("run.jsonl");
   ASSERT_EQ(scan({"-o", "jsonl=" + journal, "-o", "csv=" + folder_.at("a.csv")}).status, 0);
   auto const done =
      dnslint({"report", journal, "--format", "text", "-o", "csv=" + folder_.at("b.csv")});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, HasSubstr("Summary of 9 domains"));
   EXPECT_TRUE(read_file(folder_.at("a.csv")) == read_file(folder_.at("b.csv")));
}

// The report in JSONL is the journal, wherever it stands; the others are written anew and whole.
TEST_F(several_outputs, are_gone_on_with)
{
   auto const journal = folder_.at("run.jsonl");
   words const outputs{"-o", "csv=" + folder_.at("a.csv"), "-o", "jsonl=" + journal};
   ASSERT_EQ(scan(outputs).status, 0);
   auto const whole = read_file(journal);
   auto const csv = read_file(folder_.at("a.csv"));
   auto const cut = whole.find("\"kind\":\"domain\"", whole.size() / 2);
   folder_.write("run.jsonl", whole.substr(0, cut));
   std::filesystem::remove(folder_.at("a.csv"));
   auto const done = scan(joined(outputs, {"--resume"}));
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_TRUE(read_file(journal) == whole);
   EXPECT_TRUE(read_file(folder_.at("a.csv")) == csv);
}

TEST_F(several_outputs, cannot_be_one_file)
{
   auto const file = folder_.at("a");
   auto const done = scan({"-o", "csv=" + file, "-o", "html=" + file});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("two reports cannot be written to one file"));
   EXPECT_EQ(scan({"-o", "csv=/dev/null", "-o", "html=/dev/null"}).status, 0);
}

// If one cannot be written, that is told, and the run fails.
TEST_F(several_outputs, are_all_written_or_the_run_says_so)
{
   auto const done = scan({"-o", "csv=" + folder_.at("a"), "-o", "html=/nowhere/at/all"});
   EXPECT_NE(done.status, 0);
   EXPECT_THAT(done.err, HasSubstr("/nowhere/at/all"));
}

TEST_F(several_outputs, for_a_collector_are_what_promtool_accepts)
{
   if (run({"/usr/bin/env", "sh", "-c", "command -v promtool"}).status != 0)
      GTEST_SKIP() << "promtool of Debian's package prometheus is not installed";
   auto const metrics = scan({"--format", "prometheus"});
   EXPECT_THAT(metrics.out, HasSubstr("dnslint_graded_domains{grade=\"A\"} 4\n"));
   EXPECT_THAT(
      metrics.out,
      HasSubstr("dnslint_failed_domains{check=\"spf/pass-all\",severity=\"critical\"} 1\n"));
   auto const read = run({"/usr/bin/promtool", "check", "metrics"}, metrics.out);
   EXPECT_EQ(read.status, 0) << read.out << read.err;
   EXPECT_EQ(read.err, "");
   auto const spoiled = run({"/usr/bin/promtool", "check", "metrics"}, metrics.out + "a{b} 1\n");
   EXPECT_NE(spoiled.status, 0);
}

}  // namespace
}  // namespace dnslint::tests
